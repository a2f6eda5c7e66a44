// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

// What people write into the cells of a roster, read as values. Full-width forms and blanks at the ends do
// not count, letters count without case.

namespace photolint {

/// Days since 1970-01-01 of YYYYMMDD, YYYY-MM-DD, YYYY/M/D, YYYY.M.D, a Chinese date of year, month and day
/// (日 and 号 may be missing), or the day number that spreadsheets show for a date (1900 system, 1 March 1900
/// and later); a time behind the date does not count. Nothing for other text and for days that do not exist.
[[nodiscard]] std::optional<std::int64_t> day_in_cell(std::string_view cell);

enum class Sex { male, female };

/// The words of Chinese and English rosters, and the codes 1 and 2 of GB/T 2261.1.
[[nodiscard]] std::optional<Sex> sex_in_cell(std::string_view cell);

/// True for the words of the status column for somebody who has graduated or whose certificate is registered:
/// the picture then belongs to the certificate, and nobody confirms it any more.
[[nodiscard]] bool is_linked_status(std::string_view cell);

/// Yes or no, paid or not paid; nothing for other words.
[[nodiscard]] std::optional<bool> yes_in_cell(std::string_view cell);

/// Kinds of documents whose numbers differ in form.
enum class IdKind {
  citizen,            ///< resident identity card; residence permits of Hong Kong, Macao and Taiwan residents
  foreign_permanent,  ///< permanent residence card of foreigners: GB 11643's form since 2023, else 15
                      ///< characters
  passport,           ///< letters and digits
  other,              ///< travel permits, military cards, household registers ...: no public check
};

/// By the words for the document; an empty cell means citizen, an unknown word other.
[[nodiscard]] IdKind id_kind_in_cell(std::string_view cell);

}  // namespace photolint
