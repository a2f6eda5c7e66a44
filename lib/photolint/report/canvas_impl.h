// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cairo.h>
#include <pango/pangocairo.h>

#include <memory>
#include <string>

#include "photolint/core/text.h"
#include "photolint/image/image.h"

// Cairo and Pango as the annotated picture uses them. All lengths are pixels of the page.

namespace photolint {

/// Red, green, blue, 0..1.
struct Ink {
  double r = 0, g = 0, b = 0;
};

namespace ink {
inline constexpr Ink kPaper{1, 1, 1};
inline constexpr Ink kText{0.13, 0.15, 0.18};
inline constexpr Ink kFaint{0.42, 0.45, 0.50};
inline constexpr Ink kError{0.76, 0.15, 0.15};
inline constexpr Ink kReview{0.72, 0.42, 0.0};
inline constexpr Ink kGood{0.10, 0.48, 0.28};
inline constexpr Ink kRule{0.88, 0.89, 0.91};  ///< thin lines between parts of the page
}  // namespace ink

struct TextStyle {
  double size = 15;  ///< of the font
  bool bold = false;
  Ink colour = ink::kText;
};

/// Something to draw on: a picture of fixed size, or a recording that is painted later.
class Canvas {
 public:
  /// White paper.
  static Canvas page(int width, int height);
  static Canvas recording();

  [[nodiscard]] cairo_t* get() const { return context_.get(); }
  void set(Ink colour, double alpha = 1) const;
  void line(double x0, double y0, double x1, double y1, double thickness) const;
  void rounded(double x, double y, double width, double height, double radius) const;
  /// A filled disc with white text in its middle.
  void badge(double x, double y, const std::string& text, Ink colour, Language language);
  /// Writes text (UTF-8) broken into lines of the width; returns the height that it takes.
  double paragraph(const std::string& text, double x, double y, double width, const TextStyle& style,
                   Language language);
  /// Of the text on one line.
  double text_width(const std::string& text, const TextStyle& style, Language language);
  void paint(const Canvas& recorded, double x, double y) const;
  /// A picture of three channels, B G R, scaled into the box.
  void picture(ImageView bgr, double x, double y, double width, double height) const;
  /// Characters written so far that no font has.
  [[nodiscard]] int unknown_characters() const { return unknown_; }

 private:
  struct Release {
    void operator()(cairo_t* context) const { cairo_destroy(context); }
    void operator()(PangoLayout* layout) const { g_object_unref(layout); }
  };
  using Layout = std::unique_ptr<PangoLayout, Release>;

  explicit Canvas(cairo_surface_t* surface);
  [[nodiscard]] Layout layout(const std::string& text, const TextStyle& style, Language language) const;

  std::unique_ptr<cairo_t, Release> context_;
  int unknown_ = 0;
};

}  // namespace photolint
