// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "photolint/image/image.h"
#include "photolint/image/polygon.h"

// Statistics of fine detail: noise, texture, spectrum and direction.

namespace photolint {

/// Standard deviation, grey levels, of white noise that would leave the same residual in an edge x edge
/// square with its upper left pixel at (left, top): the mean absolute response of the 3x3 difference of two
/// Laplacians, which ramps and straight edges along the axes do not excite (Immerkaer 1996). The picture must
/// go on for one pixel around the square.
[[nodiscard]] double block_noise(ImageView grey, int left, int top, int edge);

/// The value that a share 0..1 of the values does not exceed, between two values in proportion. Not a number
/// without values.
[[nodiscard]] double quantile(std::vector<double> values, double share);

/// Mean squared second difference (2 I(p) - I(p + d) - I(p - d))^2, grey levels squared, over the pixels of
/// the spans whose two neighbours at d = (dx, dy) lie inside the picture; 0 without such pixels.
[[nodiscard]] double bend_energy(ImageView grey, std::span<const RowSpan> spans, int dx, int dy);

/// Cycles per kSpectrumWindow pixels that a spectrum reaches: the finest, two pixels a cycle, is the last.
inline constexpr int kSpectrumWindow = 32;
inline constexpr int kSpectrumFirst = 3;
using LinePower = std::array<double, kSpectrumWindow / 2 - kSpectrumFirst + 1>;

/// Decimal logarithm of the mean power of rows and columns at kSpectrumFirst .. 16 cycles per 32 pixels,
/// under a Hann window. A picture smaller than 32 pixels either way gives all 0.
[[nodiscard]] LinePower line_power(ImageView grey);

/// Share 0..1 of the rows or of the columns, whichever is smaller, that repeat their neighbour: their
/// difference from it is less than 0.4 of the largest one within two pixels. Enlarging without interpolation
/// makes such lines. 0 for fewer than 32 of them.
[[nodiscard]] double repeated_lines(ImageView grey);

}  // namespace photolint
