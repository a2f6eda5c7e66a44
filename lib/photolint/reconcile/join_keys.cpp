// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/join_keys.h"

#include <algorithm>

#include "photolint/core/utf8.h"
#include "photolint/reconcile/characters.h"
#include "photolint/roster/cell_values.h"
#include "photolint/roster/fields.h"
#include "photolint/roster/id_number.h"

namespace photolint {
namespace {

/// The shortest passport numbers have 6 characters; "1234" or "无" in a column of ID numbers is a filler.
constexpr std::size_t kShortestIdNumber = 6;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Most numbers are plain ASCII: they need no look at their code points.
bool is_plain_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::string without_blanks(std::string_view text) {
  if (is_plain_ascii(text)) return std::string(text);
  std::string kept;
  const std::string narrow = fold_width(text);
  for (std::string_view rest = narrow; !rest.empty();) {
    const CodePoint c = first_code_point(rest);
    if (!c.valid || !is_blank_character(c.value)) kept += rest.substr(0, c.length);
    rest.remove_prefix(c.length);
  }
  return kept;
}

std::string number_key(std::string_view cell) {
  std::string key = without_blanks(cell);
  std::transform(key.begin(), key.end(), key.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
  return key;
}

/// False for what many people may share: no digit, nothing but one digit over and over, hidden places, digits
/// that a spreadsheet has lost.
bool tells_apart(const std::string& key) {
  if (key.find_first_of("*?") != std::string::npos) return false;
  const bool has_digit = std::any_of(key.begin(), key.end(), is_digit);
  const bool one_character = key.find_first_not_of(key.front()) == std::string::npos;
  const bool lost_digits = key.find("E+") != std::string::npos && is_scientific_notation(key);
  return has_digit && !lost_digits && (!one_character || (key.size() == 1 && key != "0"));
}

}  // namespace

JoinKeys::JoinKeys(const RowStore& rows)
    : rows_(&rows),
      id_number_(rows.column("id_number")),
      student_no_(rows.column("student_no")),
      name_(rows.column("name")),
      birth_date_(rows.column("birth_date")) {}

std::string JoinKeys::key(RowStore::Row row, JoinStep step) const {
  if (!rows_->is_cut(row)) return {};
  switch (step) {
    case JoinStep::id_number:
      return id_number(row);
    case JoinStep::student_no:
      return student_no(row);
    case JoinStep::name_and_birth_date:
      return name_and_birth_date(row);
    case JoinStep::none:
      break;
  }
  return {};
}

std::string JoinKeys::id_number(RowStore::Row row) const {
  std::string key = number_key(rows_->cell(row, id_number_));
  if (key.size() < kShortestIdNumber || !tells_apart(key)) return {};
  return full_id_number(key).value_or(key);
}

std::string JoinKeys::student_no(RowStore::Row row) const {
  std::string key = number_key(rows_->cell(row, student_no_));
  return key.empty() || !tells_apart(key) ? std::string() : key;
}

std::string JoinKeys::name_and_birth_date(RowStore::Row row) const {
  std::string key;
  for (const char32_t c : code_points_of(fold_width(rows_->cell(row, name_)))) {
    if (is_lost_mark(c) || is_private_use(c)) return {};
    if (is_blank_character(c) || is_middle_dot(c)) continue;
    key += lower_ascii(encode_utf8(usual_form(c)));
  }
  if (key.empty()) return {};
  std::optional<std::int64_t> day = day_in_cell(rows_->cell(row, birth_date_));
  if (!day) {
    const auto full = full_id_number(number_key(rows_->cell(row, id_number_)));
    if (full) day = day_in_cell(full->substr(6, 8));
  }
  return day ? key + "\n" + std::to_string(*day) : std::string();
}

}  // namespace photolint
