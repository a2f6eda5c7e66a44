// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

/// The modules of a QR symbol as a perspective grid on a picture.
struct CodeGrid {
  std::array<Point, 4> corners{};  ///< top left, top right, bottom right, bottom left of the symbol
  int modules = 0;                 ///< a side, 21..177
  double fit = 0;  ///< mean correlation of the picture with the fixed patterns, -1..1; 1 is a perfect symbol
  double modulation = 0;  ///< contrast of the timing patterns over that of the finder patterns, 0..about 1

  /// Mean side over modules, pixels.
  [[nodiscard]] double pixels_per_module() const;
};

/// Fits the fixed patterns (finder, timing and alignment patterns) of every QR version to an 8-bit grey
/// picture, starting at a located symbol's corners, which may be off by two modules and start at any of the
/// four. Empty when no version fits better than chance, or the corners are no convex quadrilateral of 21
/// pixels.
[[nodiscard]] std::optional<CodeGrid> fit_code_grid(ImageView grey, const std::array<Point, 4>& corners);

/// Samples the grid: a black and white picture of 4 pixels a module with a quiet zone of 4 modules, fixed
/// patterns drawn as they should be. sharpening: how much of the difference to its neighbours is added to a
/// module before the threshold, 0..2; it undoes blur.
[[nodiscard]] ImageBuffer sample_code_grid(ImageView grey, const CodeGrid& grid, double sharpening);

}  // namespace photolint
