// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// Looks for glasses on the main face. colour: working picture; scale: its pixels per full-size pixel.
///
/// Parsing sees most frames but not all thin ones, so that the full-resolution picture is asked as well: a
/// frame is a line across the bridge of the nose, round the lower half of each lens and over each temple, and
/// all three at once are rare on a bare face, whatever its wrinkles.
[[nodiscard]] GlassesFacts find_glasses(ImageView colour, double scale, const Face& face,
                                        const ParsingFacts& parsing);

}  // namespace photolint
