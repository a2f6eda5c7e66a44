// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

#include "photolint/analysis/analysis.h"

namespace photolint {

/// An outermost pixel of the person, and the way out along the rows or the columns.
struct OutlinePoint {
  int x = 0;  ///< working pixels
  int y = 0;
  int out_x = 0;  ///< -1, 0 or 1; one of the two is 0
  int out_y = 0;
};

/// Points of the person's outline from the head top down, about 24 an eye distance: the ends of the rows
/// where the outline is steep, the upper ends of the columns where it is flat. Points within margin working
/// pixels of the frame, and places where the outline jumps, are left out. Needs pixels and background, which
/// must be present; eye_distance in working pixels.
[[nodiscard]] std::vector<OutlinePoint> person_outline(const Analysis& analysis, double eye_distance,
                                                       int margin);

/// What the outline belongs to, told from the pixel some way inside.
enum class OutlinePart { clothes, hair, other };

/// Needs parsing and head as well, which must be present. inside: working pixels.
[[nodiscard]] OutlinePart outline_part(const Analysis& analysis, const OutlinePoint& point, int inside);

}  // namespace photolint
