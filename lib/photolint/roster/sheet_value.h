// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// What a number format makes of a number, as far as a roster needs it.
struct NumberFormat {
  bool has_date = false;
  bool has_time = false;
  int zeros = 0;  ///< "00000000": shown with at least so many digits; 0 for other formats
  bool operator==(const NumberFormat&) const = default;
};

/// The formats that workbooks name by number only (ECMA-376 part 1, 18.8.30, with those of East Asia).
[[nodiscard]] NumberFormat built_in_format(int id);

/// Of a format code such as `yyyy"年"m"月"d"日"`; only its first section counts.
[[nodiscard]] NumberFormat format_of_code(std::string_view code);

/// Which day is number 1.
enum class Epoch { year_1900, year_1904 };

/// A number as text.
struct NumberText {
  std::string text;
  bool digits_lost = false;  ///< 16 or more digits before the point: a double keeps 15 in every case
};

/// Whole numbers digit by digit, others as the shortest decimals that give the same double, never in
/// scientific notation; dates as YYYY-MM-DD, with HH:MM:SS behind a blank where the format shows a time.
/// value must be finite.
[[nodiscard]] NumberText number_text(double value, NumberFormat format, Epoch epoch);

/// The same for text out of a file; text that is no number stays as it is.
[[nodiscard]] NumberText number_text(std::string_view value, NumberFormat format, Epoch epoch);

/// "2005-06-06T10:00:00" as number_text() writes dates: midnight is left out. Other text stays as it is.
[[nodiscard]] std::string iso_date_text(std::string_view text);

/// "C5" from row 5, column 3 (both from 1).
[[nodiscard]] std::string cell_name(int row, int column);
/// "A5:F5"; one name where the area is one cell.
[[nodiscard]] std::string area_name(const MergedArea& area);
/// The area of "A5:F5"; nothing for other text.
[[nodiscard]] std::optional<MergedArea> area_of_name(std::string_view name);

}  // namespace photolint
