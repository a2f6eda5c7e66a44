// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"

namespace photolint {

Fact<HeadFacts> measure_head(ImageView colour, double scale, int full_width, int full_height,
                             const Face& main_face, const ParsingFacts& parsing,
                             const BackgroundFacts& background);

}  // namespace photolint
