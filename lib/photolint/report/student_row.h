// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

#include "photolint/report/options.h"
#include "photolint/report/shown.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// What the row of a student says in every table (csv, xlsx).

/// Failed rules of the severity.
[[nodiscard]] std::int64_t count_fails(const Verdict& verdict, Severity severity);

/// Rules that could not be assessed.
[[nodiscard]] std::int64_t count_unchecked(const Verdict& verdict);

/// Codes of the rules that speak against the photo, worst first, or the code of the error.
[[nodiscard]] std::string row_codes(const Verdict& verdict);

/// The first reason with the number of further ones.
[[nodiscard]] std::string row_reason(const Verdict& verdict, const Shown& shown, Language language);

/// Candidates and differences of a verdict of `reconcile`; empty for others.
[[nodiscard]] std::string row_differences(const Verdict& verdict, const Shown& shown);

/// The cell of the roster's column; empty where the item has none.
[[nodiscard]] std::string row_field(const Verdict& verdict, const std::string& name, const Shown& shown);

}  // namespace photolint
