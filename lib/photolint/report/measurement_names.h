// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "photolint/report/catalogue.h"

namespace photolint {

/// What people call each Measurement::name; the contract test looks for every name used by a rule.
[[nodiscard]] std::span<const CatalogueEntry> measurement_names();

/// The name's words, or nullptr for an unknown one.
[[nodiscard]] const Text* find_measurement_name(std::string_view name);

}  // namespace photolint
