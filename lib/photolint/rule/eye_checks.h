// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/image/polygon.h"

// What several rules on the eyes ask of EyeFacts.

namespace photolint {

/// Least EyeLook::iris_contrast of an eye that is open. Of 102 people photographed with a neutral and with a
/// smiling face, narrow and single-fold eyes among them, the lowest is 0.18; over closed lids of renders and
/// of these people's pictures with the lids drawn shut it is 0.12 in the middle.
inline constexpr double kOpenContrast = 0.16;

/// Hair, glasses or a reflection lie over the eye: where no iris stands out, its pixels say nothing about it.
[[nodiscard]] bool is_hidden(const EyeLook& eye);

/// The eye is open, and the iris stands where EyeLook says; clear lenses may lie over it.
[[nodiscard]] bool shows_iris(const EyeLook& eye);

/// Too few pixels for any of it: the eyes are less than 40 working pixels apart.
[[nodiscard]] bool eyes_too_small(const Analysis& analysis);

/// Box around both eyes' corners and lids, full-size pixels.
[[nodiscard]] Rect eyes_region(const EyeFacts& eyes);

/// Pixels of the working picture inside the iris between two shares of its radius, without the part that the
/// upper lid may cover (above by more than 0.35 radii) and, in the ring, the lowest part.
[[nodiscard]] std::vector<RowSpan> iris_ring(const Analysis& analysis, const EyeLook& eye, double from,
                                             double to);

}  // namespace photolint
