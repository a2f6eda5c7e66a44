// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <vector>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

/// How dark the darkest thin line is that leads upwards from each start, in grey levels below the brighter
/// pixels beside it: single strands of hair on a forehead, which shading and horizontal wrinkles do not
/// imitate. A line has height rows and is straight, at most 35 degrees off the vertical; a quarter of its
/// pixels may be brighter than the value. Lines of window pixels and more in width do not count. height and
/// window are at least 1; starts and paths outside of the picture are moved to its edge.
[[nodiscard]] std::vector<double> dark_paths(ImageView grey, std::span<const Point> starts, int height,
                                             int window);

}  // namespace photolint
