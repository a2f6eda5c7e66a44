// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "photolint/analysis/analysis.h"
#include "photolint/image/patch.h"
#include "photolint/image/plane.h"
#include "photolint/rule/face_frame.h"
#include "photolint/rule/face_patch.h"

// A part of the face at one scale for every photo. Unlike FacePatch it takes means where a picture is larger
// than the scale, so that fine lines are neither lost nor doubled, and it tells where the picture itself
// ends.

namespace photolint {

/// What is left of a colour when light and shade are taken out: logarithms of red by green and green by blue.
/// Dark channels count as 4 of 255.
struct Tint {
  double red_green = 0;
  double green_blue = 0;
};

/// Pixels of a part of the face, and what parsing says to each. Places are face coordinates as in FaceArea.
class FaceRaster {
 public:
  /// Class of patch pixels that lie outside parsing's square.
  static constexpr std::uint8_t kUnparsed = FacePatch::kOutside;

  /// density: patch pixels in one eye distance. Needs pixels, faces and parsing.
  FaceRaster(const Analysis& analysis, const FaceFrame& frame, FaceArea box, double density);

  [[nodiscard]] int width() const { return grid_.width; }
  [[nodiscard]] int height() const { return grid_.height; }
  [[nodiscard]] double density() const { return density_; }
  [[nodiscard]] ImageView colour() const { return colour_.view(); }
  [[nodiscard]] Rgb rgb(int x, int y) const {
    const std::uint8_t* p = colour_.view().at(x, y);
    return {double(p[2]), double(p[1]), double(p[0])};
  }
  [[nodiscard]] Tint tint(int x, int y) const {
    const std::uint8_t* p = colour_.view().at(x, y);
    return {kLogarithms[p[2]] - kLogarithms[p[1]], kLogarithms[p[1]] - kLogarithms[p[0]]};
  }
  [[nodiscard]] std::uint8_t label(int x, int y) const { return *labels_.view().at(x, y); }
  [[nodiscard]] bool is(int x, int y, PortraitClass wanted) const {
    return label(x, y) == static_cast<std::uint8_t>(wanted);
  }
  /// Whether the patch pixel lies inside the picture.
  [[nodiscard]] bool inside(int x, int y) const {
    const Point p = grid_.at(x + 0.5, y + 0.5);
    return p.x >= 0 && p.y >= 0 && p.x < picture_width_ && p.y < picture_height_;
  }
  /// The working picture's point under a point of the patch.
  [[nodiscard]] Point working(double x, double y) const { return grid_.at(x, y); }

  /// Face coordinates of the middles of a column and of a row.
  [[nodiscard]] double across(int column) const { return box_.left + (column + 0.5) / density_; }
  [[nodiscard]] double down(int row) const { return box_.top + (row + 0.5) / density_; }
  /// The column and row that begin nearest to the face coordinate, cut to the patch.
  [[nodiscard]] int column(double across) const;
  [[nodiscard]] int row(double down) const;

 private:
  static const std::array<double, 256> kLogarithms;  ///< of all levels, dark ones raised as tint_of() does

  FaceArea box_;
  double density_;
  PatchGrid grid_;
  ImageBuffer colour_, labels_;
  int picture_width_, picture_height_;
};

/// Mean of the colours' middle by channel: the median of each; nothing known gives black.
[[nodiscard]] Rgb median_colour(std::span<const Rgb> colours);

/// Rec. 601 luma, 0..255.
[[nodiscard]] double luma_of(Rgb colour);

/// Of levels 0..255.
[[nodiscard]] Tint tint_of(Rgb colour);
/// Euclidean distance; 0.1 is 10 percent in one ratio.
[[nodiscard]] double distance(Tint a, Tint b);

}  // namespace photolint
