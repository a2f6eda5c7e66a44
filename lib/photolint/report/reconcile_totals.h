// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "photolint/report/options.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// A college or class as reports show it: masked, on one line; a word of its own where the cell is blank.
[[nodiscard]] std::string shown_group(std::string_view cell, const ReportOptions& options);

/// Tables for people: how rows were joined, items by state, by college and by class. A table whose rows would
/// all be blank is left out, as are states that nobody is in.
[[nodiscard]] std::string totals_text(const ReconcileTotals& totals, const ReportOptions& options);

/// The same as one JSON object.
[[nodiscard]] std::string totals_json(const ReconcileTotals& totals, const ReportOptions& options);

}  // namespace photolint
