// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/core/text.h"
#include "photolint/report/canvas_impl.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Where the photo lies on the page, pixels of the page.
struct PhotoPlace {
  double x = 0, y = 0, width = 0, height = 0;
};

/// The colour of a finding: what rejects, what goes to a person, what is in order.
[[nodiscard]] Ink ink_of(const Finding& finding);

/// Draws the photo with contours, measured lines and allowed bands, and on what each of the numbered findings
/// looked at its number, from 1.
void draw_photo(Canvas& canvas, const PhotoPlace& place, const Analysis& analysis,
                const std::vector<Finding>& findings, const std::vector<const Finding*>& numbered,
                Language language);

}  // namespace photolint
