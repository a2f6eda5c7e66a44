// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/id_number.h"

#include <algorithm>
#include <array>

#include "photolint/core/date.h"

namespace photolint {
namespace {

constexpr std::size_t kFullLength = 18, kOldLength = 15, kBodyLength = 17;
constexpr std::size_t kDateBegin = 6;
// GB 11643-1999, after ISO 7064 MOD 11-2.
constexpr std::array kWeights = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
constexpr std::string_view kCheckCharacters = "10X98765432";
// Nobody with an ID number was born outside these years; the standard's own example is of 1880.
constexpr int kFirstYear = 1800, kLastYear = 2199;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), is_digit);
}

int number_of(std::string_view digits) {
  int value = 0;
  for (const char c : digits) value = value * 10 + (c - '0');
  return value;
}

bool is_leap_year(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

int days_in(int year, int month) {
  static constexpr std::array kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays.at(static_cast<std::size_t>(month - 1));
}

/// date: YYYYMMDD, digits only.
bool is_calendar_date(std::string_view date) {
  const int year = number_of(date.substr(0, 4));
  const int month = number_of(date.substr(4, 2));
  const int day = number_of(date.substr(6, 2));
  if (year < kFirstYear || year > kLastYear || month < 1 || month > 12) return false;
  return day >= 1 && day <= days_in(year, month);
}

IdNumberFault check_old_number(std::string_view number) {
  if (!all_digits(number)) return IdNumberFault::characters;
  const std::string date = "19" + std::string(number.substr(kDateBegin, 6));
  return is_calendar_date(date) ? IdNumberFault::none : IdNumberFault::date;
}

char upper_x(char c) {
  return c == 'x' ? 'X' : c;
}

IdNumberFault check_full_number(std::string_view number) {
  const char last = upper_x(number[kBodyLength]);
  if (!all_digits(number.substr(0, kBodyLength)) || !(is_digit(last) || last == 'X')) {
    return IdNumberFault::characters;
  }
  if (!is_calendar_date(number.substr(kDateBegin, 8))) return IdNumberFault::date;
  return id_check_character(number.substr(0, kBodyLength)) == last ? IdNumberFault::none
                                                                   : IdNumberFault::check;
}

/// Length of the run of digits at the front, with an X behind 17 of them.
std::size_t number_run(std::string_view text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  auto length = static_cast<std::size_t>(end - text.begin());
  if (length == kBodyLength && end != text.end() && upper_x(*end) == 'X') ++length;
  return length;
}

bool looks_like_id_number(std::string_view run) {
  const IdNumberFault fault = check_id_number(run);
  return fault == IdNumberFault::none || fault == IdNumberFault::check;
}

std::string masked(std::string_view number) {
  constexpr std::size_t kHead = 3, kTail = 4;
  std::string text(number);
  for (std::size_t i = kHead; i + kTail < text.size(); ++i) text[i] = '*';
  return text;
}

}  // namespace

IdNumberFault check_id_number(std::string_view number) {
  if (number.size() == kFullLength) return check_full_number(number);
  if (number.size() == kOldLength) return check_old_number(number);
  return IdNumberFault::length;
}

std::optional<char> id_check_character(std::string_view digits17) {
  if (digits17.size() != kBodyLength || !all_digits(digits17)) return std::nullopt;
  int sum = 0;
  for (std::size_t i = 0; i < kBodyLength; ++i) sum += kWeights.at(i) * (digits17[i] - '0');
  return kCheckCharacters[static_cast<std::size_t>(sum % 11)];
}

std::optional<std::string> full_id_number(std::string_view number) {
  if (check_id_number(number) != IdNumberFault::none) return std::nullopt;
  std::string full(number);
  if (full.size() == kFullLength) {
    full.back() = upper_x(full.back());
    return full;
  }
  full.insert(kDateBegin, "19");
  full += *id_check_character(full);
  return full;
}

std::optional<IdNumberHolder> id_number_holder(std::string_view number) {
  const std::optional<std::string> full = full_id_number(number);
  if (!full) return std::nullopt;
  const std::string digits = full->substr(kDateBegin, 8);
  const std::optional<std::int64_t> day =
      parse_day(digits.substr(0, 4) + "-" + digits.substr(4, 2) + "-" + digits.substr(6, 2));
  if (!day) return std::nullopt;
  return IdNumberHolder{*day, ((*full)[kBodyLength - 1] - '0') % 2 == 1};
}

std::string mask_id_numbers(std::string_view text) {
  std::string shown;
  shown.reserve(text.size());
  while (!text.empty()) {
    const std::size_t length = std::max<std::size_t>(1, number_run(text));
    const std::string_view run = text.substr(0, length);
    shown += looks_like_id_number(run) ? masked(run) : std::string(run);
    text.remove_prefix(length);
  }
  return shown;
}

}  // namespace photolint
