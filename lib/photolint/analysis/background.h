// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// What is behind the person: a smooth colour surface fitted to the sure background, the person's mask, and
/// mean colours of a grid of blocks. colour: working picture, B G R; scale: working pixels per full-size
/// pixel. Failed: "empty-picture", "too-little-background" (fewer than 64 usable samples).
[[nodiscard]] Fact<BackgroundFacts> find_background(ImageView colour, double scale, const Face& main_face,
                                                    const ParsingFacts& parsing);

}  // namespace photolint
