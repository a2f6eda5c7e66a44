// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "photolint/analysis/analysis.h"
#include "photolint/image/colour.h"
#include "photolint/image/image.h"
#include "photolint/image/patch.h"
#include "photolint/rule/face_frame.h"

namespace photolint {

/// Part of the face's plane in eye distances from the eyes' midpoint: x along FaceFrame::across, y down.
struct FaceArea {
  double left = 0, top = 0, right = 0, bottom = 0;
};

/// Pixels and parsing of a part of the face, turned level and brought to one size, so that rules measure
/// alike on every picture.
struct FacePatch {
  static constexpr std::uint8_t kOutside = 255;  ///< label where parsing or the picture ends

  ImageBuffer colour;           ///< B G R, bilinear
  ImageBuffer labels;           ///< PortraitClass or kOutside
  FaceArea area;                ///< of the first pixel's upper left corner to behind the last pixel
  double per_eye_distance = 0;  ///< patch pixels

  [[nodiscard]] int width() const { return labels.width(); }
  [[nodiscard]] int height() const { return labels.height(); }
  /// Column and row of a place, fractional; may lie outside.
  [[nodiscard]] double x_of(double right) const { return (right - area.left) * per_eye_distance; }
  [[nodiscard]] double y_of(double below) const { return (below - area.top) * per_eye_distance; }
  /// Eye distances across and down of a pixel's centre.
  [[nodiscard]] Point place(int x, int y) const {
    return {area.left + (x + 0.5) / per_eye_distance, area.top + (y + 0.5) / per_eye_distance};
  }
  [[nodiscard]] bool is(int x, int y, PortraitClass what) const {
    return *labels.view().at(x, y) == static_cast<std::uint8_t>(what);
  }
  /// Hair, or what parsing takes for a hat: dark fringes often come out as one.
  [[nodiscard]] bool hairy(int x, int y) const {
    return is(x, y, PortraitClass::hair) || is(x, y, PortraitClass::hat);
  }
  [[nodiscard]] Rgb at(int x, int y) const {
    const std::uint8_t* p = colour.view().at(x, y);
    return {static_cast<double>(p[2]), static_cast<double>(p[1]), static_cast<double>(p[0])};
  }
};

/// Grid over the working picture that stands upright on the face and begins at the area's upper left corner;
/// without a size. per_eye_distance: patch pixels for one eye distance.
[[nodiscard]] PatchGrid face_grid(const FaceFrame& frame, const FaceArea& area, double per_eye_distance);

/// The parsing's labels under the grid's pixels; FacePatch::kOutside beyond the parsing's square.
[[nodiscard]] ImageBuffer labels_under(const Analysis& analysis, const PatchGrid& grid);

/// Samples labels and colours of the area; per_eye_distance: patch pixels for one eye distance.
[[nodiscard]] FacePatch face_patch(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                                   double per_eye_distance);

/// The same without colours, for rules that want the colour of few pixels: see colour_at.
[[nodiscard]] FacePatch face_labels(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                                    double per_eye_distance);

/// Bilinear colour of the working picture at a place in the face, eye distances.
[[nodiscard]] Rgb colour_at(const Analysis& analysis, const FaceFrame& frame, Point place);

/// A landmark's place in eye distances; index as in facts.h.
[[nodiscard]] Point face_place(const Analysis& analysis, const FaceFrame& frame, int landmark);

/// The same area as a box of the full-size picture, for Outcome::region.
[[nodiscard]] Rect face_region(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area);

/// Sampling that shows the parsing's own pixels one to one: its square has 4.4 eye distances and 192 pixels.
inline constexpr double kParsingPerEyeDistance = 192 / 4.4;

}  // namespace photolint
