// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/core/result.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// A PNG of fixed width with two panels: the photo with the contours of the faces, the measured lines and the
/// allowed bands, and the photo tinted by parsing class (the square that was parsed in a white line); below
/// them one entry a finding. Codes, names and numbers only, so that no font beyond OpenCV's is needed.
/// Errors: output_failed.
[[nodiscard]] Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis,
                                                         const std::vector<Finding>& findings);

}  // namespace photolint
