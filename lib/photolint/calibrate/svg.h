// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "photolint/image/geometry.h"

namespace photolint {

/// How a shape is drawn; colours as SVG writes them. Empty: none.
struct Stroke {
  std::string_view line{};
  double width = 1;
  std::string_view fill{};
  double fill_opacity = 1;
  std::string_view dashes{};  ///< "4 3"
};

enum class Anchor { start, middle, end };

/// A drawing in SVG, built shape by shape. Positions in user units, x to the right, y down; numbers are
/// written with two decimals, so that the same calls give the same bytes everywhere.
class SvgDrawing {
 public:
  /// White paper of that size.
  SvgDrawing(int width, int height);

  void rectangle(const Rect& box, const Stroke& stroke);
  void line(Point from, Point to, const Stroke& stroke);
  /// At least two points.
  void path(const std::vector<Point>& points, const Stroke& stroke);
  /// Any text: what has a meaning in XML is escaped, control characters are shown as escapes. degrees: turned
  /// about the position.
  void text(Point position, std::string_view words, double size, std::string_view colour,
            Anchor anchor = Anchor::start, double degrees = 0);

  /// The whole document.
  [[nodiscard]] std::string document() const;

 private:
  int width_;
  int height_;
  std::string body_;
};

/// Text for XML: & < > " ' become entities; invalid UTF-8 and control characters are shown as escapes.
[[nodiscard]] std::string escape_xml(std::string_view text);

}  // namespace photolint
