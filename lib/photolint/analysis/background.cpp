// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/background.h"

namespace photolint {

Fact<BackgroundFacts> find_background(ImageView, double, const Face&, const ParsingFacts&) {
  return Fact<BackgroundFacts>::failed("not-built");
}

}  // namespace photolint
