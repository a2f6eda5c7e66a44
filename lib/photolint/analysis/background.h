// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"

namespace photolint {

Fact<BackgroundFacts> find_background(ImageView colour, double scale, const Face& main_face,
                                      const ParsingFacts& parsing);

}  // namespace photolint
