// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/calibrate/calibration.h"
#include "photolint/core/text.h"

namespace photolint {

/// The result for a person at a terminal: counts, and for each limit both distributions, the error rates now,
/// the equal error rate and the suggestion with its doubts. profile: name of the profile that the parameters
/// come from.
[[nodiscard]] std::string calibration_page(const Calibration& calibration, const std::string& profile,
                                           Language language);

/// "0 of 40, 0.0 % (95 % interval 0.0 to 8.8 %)".
[[nodiscard]] std::string rate_text(const Rate& rate, Language language);

/// The limit's own number, as the parameter is written.
[[nodiscard]] std::string limit_number(const RuleLimit& limit, double value, Language language);

/// Names of the measurements that the limit bounds.
[[nodiscard]] std::string limit_name(const RuleLimit& limit, Language language);

/// What a doubt means, a sentence.
[[nodiscard]] Text doubt_text(Doubt doubt);

}  // namespace photolint
