// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/sheet_value.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <system_error>

namespace photolint {
namespace {

constexpr double kSixteenDigits = 1e15;
constexpr double kExactIntegers = 9007199254740992.0;  // 2^53
constexpr int kMaxZeros = 15;
constexpr double kLastSerialDay = 2958465;  // 9999-12-31
constexpr int kSecondsOfDay = 86400;
/// No sheet has more: three letters, seven digits.
constexpr int kMaxColumn = 16384;
constexpr int kMaxRow = 1 << 20;

std::string padded(std::int64_t number, int digits) {
  const std::string text = std::to_string(number);
  const auto width = static_cast<std::size_t>(digits);
  return text.size() >= width ? text : std::string(width - text.size(), '0') + text;
}

/// Days from 1970-01-01 to the day that serial number 0 stands for. Excel's calendar of 1900 has a 29th of
/// February, which moves the days before it.
int epoch_offset(double serial, Epoch epoch) {
  if (epoch == Epoch::year_1904) return -24107;
  return serial < 60 ? -25568 : -25569;
}

std::string date_of_day(int days_since_1970) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days_since_1970}}};
  return padded(static_cast<int>(date.year()), 4) + "-" + padded(static_cast<unsigned>(date.month()), 2) +
         "-" + padded(static_cast<unsigned>(date.day()), 2);
}

std::string time_of_second(int second) {
  return padded(second / 3600, 2) + ":" + padded(second / 60 % 60, 2) + ":" + padded(second % 60, 2);
}

/// Nothing for numbers outside the calendar, which stay numbers.
std::optional<std::string> date_text(double serial, NumberFormat format, Epoch epoch) {
  if (serial < 0 || serial >= kLastSerialDay + 1) return std::nullopt;
  double day = std::floor(serial);
  int second = static_cast<int>(std::lround((serial - day) * kSecondsOfDay));
  if (second == kSecondsOfDay) {
    day += 1;
    second = 0;
  }
  if (!format.has_date && day == 0) return time_of_second(second);
  const bool no_such_day = epoch == Epoch::year_1900 && (day == 60 || day == 0);
  if (no_such_day) return std::nullopt;
  const std::string date = date_of_day(static_cast<int>(day) + epoch_offset(day, epoch));
  return format.has_time && second > 0 ? date + " " + time_of_second(second) : date;
}

std::string decimal_text(double value, int zeros) {
  const bool whole = std::abs(value) < kExactIntegers && std::trunc(value) == value;
  if (whole && value >= 0) return padded(static_cast<std::int64_t>(value), zeros);
  if (whole) return std::to_string(static_cast<std::int64_t>(value));
  std::array<char, 1100> buffer{};
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed).ptr;
  return {buffer.data(), end};
}

/// The letters of a format code that stand for something: without literal text, colours and conditions.
std::string placeholders(std::string_view code) {
  std::string left;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == ';') break;
    if (c == '"' || c == '[') {
      const std::size_t end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      const std::string_view inside = code.substr(i + 1, end - i - 1);
      // [h], [mm] and [ss] are times that run past a day; [Red] and [$-804] are none.
      const bool elapsed =
          c == '[' && !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      if (elapsed) left += inside;
      i = end;
    } else if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else {
      left += c;
    }
  }
  return left;
}

bool has_any(std::string_view text, std::string_view letters) {
  return text.find_first_of(letters) != std::string_view::npos;
}

struct Cell {
  int row = 0;
  int column = 0;
};

std::optional<Cell> cell_of_name(std::string_view name) {
  Cell cell;
  std::size_t i = 0;
  for (; i < name.size() && name[i] >= 'A' && name[i] <= 'Z'; ++i) {
    cell.column = cell.column * 26 + (name[i] - 'A' + 1);
    if (cell.column > kMaxColumn) return std::nullopt;
  }
  const auto [end, error] = std::from_chars(name.data() + i, name.data() + name.size(), cell.row);
  const bool good = error == std::errc() && end == name.data() + name.size() && i > 0 && cell.row > 0 &&
                    cell.row <= kMaxRow;
  return good ? std::optional<Cell>(cell) : std::nullopt;
}

}  // namespace

NumberFormat built_in_format(int id) {
  const auto between = [id](int first, int last) { return first <= id && id <= last; };
  if (id == 22) return {true, true, 0};
  if (between(18, 21) || between(32, 33) || between(45, 47)) return {false, true, 0};
  // As in Chinese workbooks; elsewhere 55 and 56 are dates, which date_text() shows for numbers from 1 on.
  if (between(34, 35) || between(55, 56)) return {false, true, 0};
  if (between(14, 17) || between(27, 31) || id == 36 || between(50, 58)) return {true, false, 0};
  return {};
}

NumberFormat format_of_code(std::string_view code) {
  const std::string left = placeholders(code);
  const bool general = left.starts_with("General") || left.starts_with("GENERAL");
  if (general) return {};
  NumberFormat format;
  format.has_time = has_any(left, "hHsS");
  const bool month = has_any(left, "mM") && !format.has_time;
  format.has_date = has_any(left, "yYdD") || month;
  const bool only_zeros = left.size() > 1 && left.find_first_not_of('0') == std::string::npos;
  if (only_zeros) format.zeros = std::min(static_cast<int>(left.size()), kMaxZeros);
  return format;
}

NumberText number_text(double value, NumberFormat format, Epoch epoch) {
  if (format.has_date || format.has_time) {
    if (std::optional<std::string> text = date_text(value, format, epoch)) return {*std::move(text), false};
  }
  return {decimal_text(value, format.zeros), std::abs(value) >= kSixteenDigits};
}

NumberText number_text(std::string_view value, NumberFormat format, Epoch epoch) {
  double number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  const bool whole = error == std::errc() && end == value.data() + value.size() && std::isfinite(number);
  return whole ? number_text(number, format, epoch) : NumberText{std::string(value), false};
}

std::string iso_date_text(std::string_view text) {
  constexpr std::size_t kDateLength = 10;
  if (text.size() <= kDateLength || text[kDateLength] != 'T') return std::string(text);
  const std::string date(text.substr(0, kDateLength));
  std::string_view time = text.substr(kDateLength + 1);
  if (time.ends_with('Z')) time.remove_suffix(1);
  const std::size_t seconds = std::min(time.find('.'), time.size());
  const bool midnight = time.find_first_not_of("0:.") == std::string_view::npos;
  return midnight ? date : date + " " + std::string(time.substr(0, seconds));
}

std::string cell_name(int row, int column) {
  std::string letters;
  for (int rest = column; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters + std::to_string(row);
}

std::string area_name(const MergedArea& area) {
  const std::string first = cell_name(area.first_row, area.first_column);
  const std::string last = cell_name(area.last_row, area.last_column);
  return first == last ? first : first + ":" + last;
}

std::optional<MergedArea> area_of_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  const std::optional<Cell> first = cell_of_name(name.substr(0, colon));
  const std::optional<Cell> last =
      colon == std::string_view::npos ? first : cell_of_name(name.substr(colon + 1));
  if (!first || !last || last->row < first->row || last->column < first->column) return std::nullopt;
  return MergedArea{first->row, last->row, first->column, last->column};
}

}  // namespace photolint
