// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/csv_cells.h"

#include <algorithm>
#include <array>

namespace photolint {
namespace {

/// Spreadsheets show integers of 12 digits and more in scientific notation and cut them after the 15th.
constexpr std::size_t kMaxNumberDigits = 11;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// True for text that a spreadsheet would run as a formula; full-width signs count as signs in Chinese ones.
bool is_formula_like(std::string_view text) {
  if (text.empty() || is_digit(text[0])) return false;
  static constexpr std::array<std::string_view, 8> kSigns = {"=", "+", "-", "@", "＝", "＋", "－", "＠"};
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [text](std::string_view sign) { return text.starts_with(sign); });
}

/// What numbers, dates and times are written with.
bool is_number_part(char c) {
  return is_digit(c) || (c >= ',' && c <= '/') || c == ':' || c == ' ' || c == 'e' || c == 'E' || c == '+';
}

bool needs_quotes(char c) {
  return c == '"' || c == ',' || c == '\r' || c == '\n' || c == '\t';
}

/// True for text that a spreadsheet would turn into another number, a date or a time.
bool is_number_like(std::string_view text) {
  if (text.empty() || !is_digit(text[0])) return false;
  if (!std::all_of(text.begin(), text.end(), is_number_part)) return false;
  const bool plain = std::all_of(text.begin(), text.end(), is_digit);
  const bool keeps_its_form =
      plain && text.size() <= kMaxNumberDigits && (text[0] != '0' || text.size() == 1);
  return !keeps_its_form;
}

std::string quote(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

std::string csv_text_cell(std::string_view text) {
  std::string cell(text);
  if (is_formula_like(text)) cell.insert(0, "'");
  if (is_number_like(text)) cell.insert(0, "\t");
  const bool plain = std::none_of(cell.begin(), cell.end(), needs_quotes) &&
                     (cell.empty() || (cell.front() != ' ' && cell.back() != ' '));
  return plain ? cell : quote(cell);
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) row += ',';
    row += cell;
  }
  return row + "\r\n";
}

}  // namespace photolint
