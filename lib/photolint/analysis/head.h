// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// Measures the main face's head: network points refined by parsing and by the person's mask.
/// colour: working picture, B G R; scale: working pixels per full-size pixel; full_width and full_height:
/// pixels of the upright picture. Failed: "no-eye-distance" (points that lie on one another), "no-parsing",
/// "no-mask" (the mask does not fit the picture).
[[nodiscard]] Fact<HeadFacts> measure_head(ImageView colour, double scale, int full_width, int full_height,
                                           const Face& main_face, const ParsingFacts& parsing,
                                           const BackgroundFacts& background);

}  // namespace photolint
