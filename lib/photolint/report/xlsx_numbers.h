// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "photolint/core/text.h"
#include "photolint/report/xlsx_book.h"
#include "photolint/rule/outcome.h"

namespace photolint {

/// Excel's number format that shows so many decimals and the unit: the cell stays a number. A share is shown
/// as percent.
[[nodiscard]] std::string number_format(std::string_view unit, int decimals, Language language);

/// The measured value, its limits (empty where there is none) and the signed distance to them.
[[nodiscard]] XlsxCell value_cell(const Measurement& measurement, Language language);
[[nodiscard]] XlsxCell limit_cell(const std::optional<double>& limit, std::string_view unit,
                                  Language language);
[[nodiscard]] XlsxCell excess_cell(const Measurement& measurement, Language language);

}  // namespace photolint
