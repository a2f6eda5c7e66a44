// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "photolint/analysis/analysis.h"
#include "photolint/rule/face_frame.h"

namespace photolint {

/// What a smile changes: six rows of cells over the lower face with five values each (the left half, added to
/// its mirror image), and half of the points of the lips.
inline constexpr std::size_t kSmileValues = 6 * 4 * 5 + 22 * 2;
using SmileValues = std::array<double, kSmileValues>;

/// Values of the main face, without units. The cells are squares of 2/7 eye distances from the eye line to
/// the chin and from cheek to cheek: how strong the edges are, and which way they run (first and second term
/// of the series over the doubled angle), against the edges around. The points are in eighths of an eye
/// distance from the eyes' midpoint. Needs pixels and faces.
[[nodiscard]] SmileValues smile_values(const Analysis& analysis, const FaceFrame& frame);

/// 0 as calm faces have on average, 1 as smiling ones have; beyond both ends cut. The weights are those of
/// tests/accuracy/smile_fit.cpp.
[[nodiscard]] double smile_score(const SmileValues& values);

}  // namespace photolint
