// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/calibrate/calibration.h"
#include "photolint/core/text.h"

namespace photolint {

/// [rules.CODE] with the suggested parameters and a reference that names the pictures and error rates, ready
/// to stand in a profile. date: as the reference shall carry it; empty: none, so that the same pictures give
/// the same bytes on any day. Empty without a suggestion.
[[nodiscard]] std::string calibration_fragment(const Calibration& calibration, const std::string& date,
                                               Language language);

}  // namespace photolint
