// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "photolint/image/colour.h"
#include "photolint/image/image.h"

namespace photolint::test {

/// One colour everywhere, B G R.
[[nodiscard]] ImageBuffer flat_image(int width, int height, Rgb colour);

/// From one colour at the left edge to another at the right one, B G R.
[[nodiscard]] ImageBuffer ramp_image(int width, int height, Rgb left, Rgb right);

/// Grey squares of the edge length, low at the upper left corner.
[[nodiscard]] ImageBuffer checker_image(int width, int height, int edge, std::uint8_t low, std::uint8_t high);

/// Rec. 601 luma of a B G R picture.
[[nodiscard]] ImageBuffer grey_of(const ImageBuffer& bgr);

/// Blurred with a Gaussian of sigma pixels, borders repeated; every channel.
[[nodiscard]] ImageBuffer blurred(const ImageBuffer& image, double sigma);

/// Every channel with noise of about sigma grey levels, the same for the same seed on any system.
[[nodiscard]] ImageBuffer noisy(ImageBuffer image, double sigma, std::uint32_t seed);

/// As if taken with so many stops more light (negative: less), clipped at white.
[[nodiscard]] ImageBuffer exposed(ImageBuffer image, double stops);

}  // namespace photolint::test
