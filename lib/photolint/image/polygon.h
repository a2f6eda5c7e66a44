// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "photolint/image/geometry.h"

namespace photolint {

/// Pixels x_begin .. x_end - 1 of row y; never empty.
struct RowSpan {
  int y = 0;
  int x_begin = 0;
  int x_end = 0;
  bool operator==(const RowSpan&) const = default;
};

/// Number of pixels.
[[nodiscard]] std::int64_t area(std::span<const RowSpan> spans);

/// Corners of the smallest convex polygon around the points, in one turning direction, without points on its
/// sides. Points that are not finite are left out.
[[nodiscard]] std::vector<Point> convex_hull(std::span<const Point> points);

/// Pixels of a width x height picture whose centres lie inside the polygon (even-odd rule), row by row from
/// the top. A centre exactly on a left or upper side belongs to it, on a right or lower side not, so that
/// polygons that share a side share no pixel. Empty for fewer than 3 corners or a corner that is not finite.
[[nodiscard]] std::vector<RowSpan> fill_polygon(std::span<const Point> corners, int width, int height);

/// The spans without the pixels whose centres lie within radius of the centre.
[[nodiscard]] std::vector<RowSpan> without_disc(std::span<const RowSpan> spans, Point centre, double radius);

}  // namespace photolint
