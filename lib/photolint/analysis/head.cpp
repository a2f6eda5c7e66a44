// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/head.h"

namespace photolint {

Fact<HeadFacts> measure_head(ImageView, double, int, int, const Face&, const ParsingFacts&,
                             const BackgroundFacts&) {
  return Fact<HeadFacts>::failed("not-built");
}

}  // namespace photolint
