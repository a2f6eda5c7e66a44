// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/field_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

#include "photolint/core/date.h"
#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"

namespace photolint {
namespace {

constexpr std::size_t kLongestDate = 64;  // bytes; "2003年12月31日 00:00:00" has 26
/// Days from 1899-12-30, the day 0 of spreadsheets since they think that 1900 was a leap year, to 1970-01-01.
constexpr std::int64_t kSpreadsheetEpoch = 25569;
/// 1927-05-18 and 2173-10-13: the day numbers of 5 digits.
constexpr int kFirstDayNumber = 10'000, kLastDayNumber = 99'999;

/// Words of the status column, folded. PROOF: who has graduated, or whose certificate is registered, sees the
/// picture without buttons, because it belongs to the certificate.
constexpr std::array<std::string_view, 8> kLinkedWords = {
    "已毕业", "毕业", "已注册", "已关联", "linked", "graduated", "registered", "已毕业已注册"};

std::string_view without_time(std::string_view text) {
  const std::size_t end = text.find_first_of(" T");
  return end == std::string_view::npos ? text : text.substr(0, end);
}

bool all_digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// Of digits only.
int number_of(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

std::optional<std::int64_t> day_of_digits(std::string_view digits) {
  if (digits.size() == 8) {
    return day_number(number_of(digits.substr(0, 4)), number_of(digits.substr(4, 2)),
                      number_of(digits.substr(6, 2)));
  }
  if (digits.size() != 5) return std::nullopt;
  const int number = number_of(digits);
  if (number < kFirstDayNumber || number > kLastDayNumber) return std::nullopt;
  return number - kSpreadsheetEpoch;
}

/// "2003年1月2日" with '-' for the words.
std::string with_hyphens(std::string_view text) {
  std::string plain;
  while (!text.empty()) {
    const std::string_view piece = text.substr(0, first_code_point(text).length);
    const bool separates = piece == "年" || piece == "月" || piece == "/" || piece == ".";
    if (piece != "日") plain += separates ? std::string_view("-") : piece;
    text.remove_prefix(piece.size());
  }
  return plain;
}

}  // namespace

std::optional<std::int64_t> roster_day(std::string_view text) {
  if (text.size() > kLongestDate) return std::nullopt;
  const std::string folded = fold_width(trim_blanks(text));
  const std::string_view date = without_time(folded);
  if (all_digits(date)) return day_of_digits(date);
  const std::string plain = with_hyphens(date);
  const std::size_t first = plain.find('-');
  if (first != 4) return std::nullopt;
  const std::size_t second = plain.find('-', first + 1);
  if (second == std::string::npos) return std::nullopt;
  const std::string_view year = std::string_view(plain).substr(0, first);
  const std::string_view month = std::string_view(plain).substr(first + 1, second - first - 1);
  const std::string_view day = std::string_view(plain).substr(second + 1);
  if (!all_digits(year) || !all_digits(month) || !all_digits(day)) return std::nullopt;
  if (month.size() > 2 || day.size() > 2) return std::nullopt;
  return day_number(number_of(year), number_of(month), number_of(day));
}

std::optional<Sex> roster_sex(std::string_view text) {
  static constexpr std::array<std::string_view, 6> kMale = {"男", "男性", "m", "male", "1", "01"};
  static constexpr std::array<std::string_view, 6> kFemale = {"女", "女性", "f", "female", "2", "02"};
  const std::string word = fold_header(text);
  if (std::find(kMale.begin(), kMale.end(), word) != kMale.end()) return Sex::male;
  if (std::find(kFemale.begin(), kFemale.end(), word) != kFemale.end()) return Sex::female;
  return std::nullopt;
}

bool is_linked_status(std::string_view text) {
  const std::string word = fold_header(text);
  return std::find(kLinkedWords.begin(), kLinkedWords.end(), word) != kLinkedWords.end();
}

}  // namespace photolint
