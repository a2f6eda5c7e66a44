// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>

#include "photolint/image/image.h"

namespace photolint {

inline constexpr std::size_t kBlockEdge = 8;  ///< pixels of a JPEG block

/// How much larger the steps between neighbouring pixels are where a grid of 8 pixels would lie.
struct BlockSteps {
  /// Mean of a step less the mean of its two neighbours, grey levels, by the position modulo 8 of the pixel
  /// behind the step, counted from the picture's corner.
  std::array<double, kBlockEdge> across{}, down{};
  double step = 0;  ///< mean step of all neighbours, capped, grey levels

  /// Excess of one position over the median of the seven others, grey levels.
  [[nodiscard]] static double excess(const std::array<double, kBlockEdge>& steps, std::size_t position);
  /// Position with the largest excess.
  [[nodiscard]] static std::size_t strongest(const std::array<double, kBlockEdge>& steps);
};

/// Steps inside a box of a grey picture (cut to the picture). Steps are capped at 12 grey levels, so that the
/// picture's own edges count little. All 0 for a box of fewer than 16 pixels either way.
[[nodiscard]] BlockSteps block_steps(ImageView grey, int left, int top, int width, int height);

}  // namespace photolint
