// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace photolint {

/// Days since 1970-01-01 of a date as rosters write it: YYYYMMDD, YYYY-MM-DD with '-', '/' or '.',
/// YYYY年M月D日, or the day number of a spreadsheet (1900 system, 5 digits); a time behind a blank or 'T'
/// does not count. Nothing for other text and for days that do not exist.
[[nodiscard]] std::optional<std::int64_t> roster_day(std::string_view text);

enum class Sex { male, female };

/// 男 女 M F male female 1 2, and what GB/T 2261.1 adds: 男性, 女性, 01, 02. Nothing for other text.
[[nodiscard]] std::optional<Sex> roster_sex(std::string_view text);

/// True where the status column says that the picture already belongs to a certificate.
[[nodiscard]] bool is_linked_status(std::string_view text);

}  // namespace photolint
