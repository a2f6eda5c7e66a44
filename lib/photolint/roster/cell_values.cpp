// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/cell_values.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "photolint/core/date.h"
#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"

namespace photolint {
namespace {

constexpr std::size_t kLongestDate = 64;            // bytes; "2003年12月31日 00:00:00" has 26
constexpr std::int64_t kSpreadsheetEpoch = -25569;  // 1899-12-30, day 0 of the 1900 system
constexpr int kFirstSafeSerial = 61;  // 1900-03-01: before it the system counts a 29 February 1900
constexpr int kLastSerial = 2958465;  // 9999-12-31

std::string normal(std::string_view cell) {
  const std::string folded = fold_width(cell);
  return lower_ascii(trim_blanks(folded));
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// The runs of digits, and whether nothing but single separators of the given kinds stands between them.
struct DateParts {
  std::vector<int> numbers;
  std::vector<std::size_t> digits;
  std::vector<std::string> between;  ///< behind each number
};

DateParts split(std::string_view text) {
  DateParts parts;
  if (text.size() > kLongestDate) return parts;
  while (!text.empty() && is_digit(text.front())) {
    const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
    const auto length = static_cast<std::size_t>(end - text.begin());
    if (length > 8) return {};
    parts.numbers.push_back(std::stoi(std::string(text.substr(0, length))));
    parts.digits.push_back(length);
    text.remove_prefix(length);
    const auto next = std::find_if(text.begin(), text.end(), is_digit);
    parts.between.emplace_back(text.substr(0, static_cast<std::size_t>(next - text.begin())));
    text.remove_prefix(parts.between.back().size());
  }
  if (!text.empty()) return {};
  return parts;
}

bool is_time_gap(std::string_view gap) {
  return gap.empty() || gap.front() == ' ' || gap.front() == 't';
}

/// Whether the words around year, month and day are those of one of the forms.
bool are_date_separators(const DateParts& parts) {
  const std::string& first = parts.between[0];
  const std::string& second = parts.between[1];
  const std::string& third = parts.between[2];
  if (first == "年") {
    return second == "月" && (is_time_gap(third) || third.starts_with("日") || third.starts_with("号"));
  }
  return (first == "-" || first == "/" || first == ".") && second == first && is_time_gap(third);
}

std::optional<std::int64_t> serial_day(int serial) {
  if (serial < kFirstSafeSerial || serial > kLastSerial) return std::nullopt;
  return kSpreadsheetEpoch + serial;
}

template <std::size_t N>
bool is_one_of(const std::string& word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

}  // namespace

std::optional<std::int64_t> day_in_cell(std::string_view cell) {
  const DateParts parts = split(normal(cell));
  if (parts.numbers.empty()) return std::nullopt;
  if (parts.digits[0] == 8 && is_time_gap(parts.between[0])) {
    const int n = parts.numbers[0];
    return day_number(n / 10000, n / 100 % 100, n % 100);
  }
  if (parts.numbers.size() >= 3 && parts.digits[0] == 4) {
    if (parts.digits[1] > 2 || parts.digits[2] > 2 || !are_date_separators(parts)) return std::nullopt;
    return day_number(parts.numbers[0], parts.numbers[1], parts.numbers[2]);
  }
  const bool fraction = parts.numbers.size() == 2 && parts.between[0] == ".";
  if (parts.digits[0] == 5 && (parts.numbers.size() == 1 || fraction) && parts.between.back().empty())
    return serial_day(parts.numbers[0]);
  return std::nullopt;
}

std::optional<Sex> sex_in_cell(std::string_view cell) {
  constexpr std::array<std::string_view, 6> kMale = {"男", "男性", "m", "male", "1", "01"};
  constexpr std::array<std::string_view, 6> kFemale = {"女", "女性", "f", "female", "2", "02"};
  const std::string word = normal(cell);
  if (is_one_of(word, kMale)) return Sex::male;
  if (is_one_of(word, kFemale)) return Sex::female;
  return std::nullopt;
}

bool is_linked_status(std::string_view cell) {
  constexpr std::array<std::string_view, 8> kLinked = {"已毕业", "毕业",      "已注册",     "已关联",
                                                       "linked", "graduated", "registered", "已毕业已注册"};
  return is_one_of(fold_header(cell), kLinked);
}

std::optional<bool> yes_in_cell(std::string_view cell) {
  constexpr std::array<std::string_view, 11> kYes = {"是",   "已缴费", "已缴", "已交费", "已交", "已支付",
                                                     "缴清", "y",      "yes",  "paid",   "1"};
  constexpr std::array<std::string_view, 10> kNo = {"否",     "未缴费", "未缴", "未交费", "未交",
                                                    "未支付", "n",      "no",   "unpaid", "0"};
  const std::string word = normal(cell);
  if (is_one_of(word, kYes)) return true;
  if (is_one_of(word, kNo)) return false;
  return std::nullopt;
}

IdKind id_kind_in_cell(std::string_view cell) {
  constexpr std::array<std::string_view, 13> kCitizen = {"",
                                                         "1",
                                                         "01",
                                                         "身份证",
                                                         "居民身份证",
                                                         "公民身份证",
                                                         "中华人民共和国居民身份证",
                                                         "港澳居民居住证",
                                                         "台湾居民居住证",
                                                         "港澳台居民居住证",
                                                         "id card",
                                                         "residence permit",
                                                         "resident identity card"};
  constexpr std::array<std::string_view, 4> kForeign = {
      "外国人永久居留证", "外国人永久居留身份证", "永久居留身份证", "foreign permanent resident id card"};
  constexpr std::array<std::string_view, 5> kPassport = {"护照", "外国护照", "中国护照", "外籍护照",
                                                         "passport"};
  const std::string word = normal(cell);
  if (is_one_of(word, kCitizen)) return IdKind::citizen;
  if (is_one_of(word, kForeign)) return IdKind::foreign_permanent;
  if (is_one_of(word, kPassport)) return IdKind::passport;
  return IdKind::other;
}

}  // namespace photolint
