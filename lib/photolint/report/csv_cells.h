// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// Excel needs it at the beginning of a CSV file to read UTF-8.
inline constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

/// A cell of text from outside. An apostrophe disarms formulas; a tab, invisible in a spreadsheet, keeps
/// numbers and dates as they are written.
[[nodiscard]] std::string csv_text_cell(std::string_view text);

/// Cells, quoted where they need it, as one row of RFC 4180.
[[nodiscard]] std::string csv_row(const std::vector<std::string>& cells);

}  // namespace photolint
