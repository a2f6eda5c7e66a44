// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/core/result.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// A PNG with two panels: the photo with landmarks, measured lines and the allowed bands of the findings
/// (green inside, red outside), and the photo tinted by parsing class; below them one line a finding that
/// measured something. Codes and numbers only, so that no font beyond OpenCV's is needed. Errors:
/// output_failed.
[[nodiscard]] Result<std::vector<std::uint8_t>> annotate(const Analysis& analysis,
                                                         const std::vector<Finding>& findings);

}  // namespace photolint
