// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

inline constexpr int kSpectrumPatch = 32;  ///< pixels a side

/// The strongest regular pattern in some patches of a picture.
struct Pattern {
  double strength = 0;   ///< power of its frequency by the median power of frequencies about as high
  double amplitude = 0;  ///< of the wave, grey levels
  double period = 0;     ///< pixels
};

/// Looks for one wave that all patches share: a screen's pixels, a print's dots, and the moire between them
/// and the camera. Patches are kSpectrumPatch pixels wide and high, corners (upper left, pixels) inside of
/// the grey picture. Frequencies below 3 waves a patch (shading, features) and those of JPEG's 8 x 8 blocks
/// are left out. Nothing without patches.
[[nodiscard]] std::optional<Pattern> regular_pattern(ImageView grey, std::span<const Point> corners);

}  // namespace photolint
