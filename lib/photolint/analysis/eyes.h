// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cmath>

#include "photolint/analysis/facts.h"

namespace photolint {

/// Means of the two eye contours, in the frame of the landmarks.
struct Eyes {
  Point left, right;

  [[nodiscard]] double distance() const { return photolint::distance(left, right); }
  /// Angle of the line through both, clockwise as seen.
  [[nodiscard]] double angle_rad() const { return std::atan2(right.y - left.y, right.x - left.x); }
};

[[nodiscard]] inline Eyes eyes_of(const std::array<Point, kLandmarkCount>& landmarks) {
  const auto mean = [&landmarks](int begin, int end) {
    Point sum;
    for (int i = begin; i < end; ++i) sum = sum + landmarks[static_cast<std::size_t>(i)];
    return sum * (1. / (end - begin));
  };
  return {mean(landmark::kEyeLeftBegin, landmark::kEyeLeftEnd),
          mean(landmark::kEyeRightBegin, landmark::kEyeRightEnd)};
}

}  // namespace photolint
