// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace photolint {

/// Days from 1970-01-01 to a date of the Gregorian calendar, negative before it. Nothing for a date that does
/// not exist or a year outside 1 .. 9999.
[[nodiscard]] std::optional<std::int64_t> day_number(int year, int month, int day);

/// The day of "YYYY-MM-DD" or of EXIF's "YYYY:MM:DD"; nothing for any other text.
[[nodiscard]] std::optional<std::int64_t> parse_day(std::string_view text);

}  // namespace photolint
