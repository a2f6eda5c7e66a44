// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/calibrate/calibration.h"
#include "photolint/core/text.h"

namespace photolint {

/// An SVG page with one panel a limit: both distributions as step histograms, the current and the suggested
/// limit with its interval, and below them both error rates over every possible limit.
[[nodiscard]] std::string calibration_plot(const Calibration& calibration, Language language);

}  // namespace photolint
