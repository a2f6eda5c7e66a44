// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace photolint {

/// What is wrong with a citizen's ID number (GB 11643-1999).
enum class IdNumberFault {
  none,
  length,      ///< neither 18 nor 15 characters
  characters,  ///< something other than digits; X or x may only be the 18th
  date,        ///< the birth date is not in the calendar
  check,       ///< the 18th character does not fit the others
};

/// Judges a number of 18 characters, or one of 15 digits (issued before 1999, years 19YY, no check
/// character). Full-width digits are not accepted: fold them first. The region code is not looked up.
[[nodiscard]] IdNumberFault check_id_number(std::string_view number);

/// The check character '0'..'9' or 'X' of 17 digits; nothing for other text.
[[nodiscard]] std::optional<char> id_check_character(std::string_view digits17);

/// The 18-character form of a valid number, with an upper-case X; nothing when it has a fault.
[[nodiscard]] std::optional<std::string> full_id_number(std::string_view number);

/// What a valid number says about its holder.
struct IdNumberHolder {
  std::int64_t birth_day = 0;  ///< days since 1970-01-01
  bool male = false;           ///< the sequence number is odd
};

/// Nothing for a number that has a fault.
[[nodiscard]] std::optional<IdNumberHolder> id_number_holder(std::string_view number);

/// Text in which every part that looks like an ID number keeps its first 3 and last 4 characters and shows
/// '*' between them. A wrong check character does not unmask: a mistyped number still tells who it is. Parts
/// of longer runs of digits are left alone.
[[nodiscard]] std::string mask_id_numbers(std::string_view text);

}  // namespace photolint
