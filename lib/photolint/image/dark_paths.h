// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

/// Whether a dark thin line leads upwards from each start: single strands of hair on a forehead, which
/// shading and horizontal wrinkles do not imitate. A line is more than depth grey levels darker than the
/// brighter pixels beside it, has height rows and is straight, at most 35 degrees off the vertical; a quarter
/// of its pixels may be brighter, but none of the quarter at the start, so that strands which end above it do
/// not count. Nor do lines of window pixels and more in width. height and window are at least 1; starts and
/// paths outside of the picture are moved to its edge.
[[nodiscard]] std::vector<bool> dark_paths(ImageView grey, std::span<const Point> starts, int height,
                                           int window, double depth);

}  // namespace photolint
