// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <vector>

#include "photolint/image/image.h"

namespace photolint {

/// One value a pixel.
class Plane {
 public:
  Plane() = default;
  Plane(int width, int height, float fill = 0)
      : values_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), fill),
        width_(width),
        height_(height) {}

  [[nodiscard]] int width() const { return width_; }
  [[nodiscard]] int height() const { return height_; }
  [[nodiscard]] float* row(int y) { return values_.data() + std::ptrdiff_t{width_} * y; }
  [[nodiscard]] const float* row(int y) const { return values_.data() + std::ptrdiff_t{width_} * y; }
  /// x and y must lie inside.
  [[nodiscard]] float at(int x, int y) const { return row(y)[x]; }

 private:
  std::vector<float> values_;
  int width_ = 0;
  int height_ = 0;
};

/// Rec. 601 luma of a B G R picture, divided by unit (which must be positive).
[[nodiscard]] Plane luma_plane(ImageView colour, double unit);

/// Weights of a pixel and of two neighbours on either side.
using Taps = std::array<float, 5>;
/// Standard deviation 1 pixel.
inline constexpr Taps kBinomial = {1.F / 16, 4.F / 16, 6.F / 16, 4.F / 16, 1.F / 16};

/// Blurred in both directions; the border repeats.
[[nodiscard]] Plane smoothed(const Plane& plane, const Taps& taps = kBinomial);

/// A line that crosses a plane from its left to its right edge: one row for every column.
struct CrossingLine {
  std::vector<int> rows;
  std::vector<float> values;  ///< of the plane on the line

  /// Smallest value that at least this share (0..1) of the columns does not exceed; 0 for an empty line.
  [[nodiscard]] double percentile(double share) const;
  [[nodiscard]] double mean() const;  ///< 0 for an empty line
};

/// The line with the largest sum of values among those that move by at most max_step rows from one column to
/// the next. Of equal ones the upper. Empty for an empty plane.
[[nodiscard]] CrossingLine strongest_line(const Plane& plane, int max_step);

}  // namespace photolint
