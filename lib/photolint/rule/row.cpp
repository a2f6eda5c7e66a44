// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/row.h"

#include "photolint/core/utf8.h"

namespace photolint {

std::optional<std::string> row_value(const WorkItem& item, std::string_view field) {
  const std::string* cell = item.field(field);
  if (cell == nullptr) return std::nullopt;
  const std::string folded = fold_width(*cell);
  const std::string_view trimmed = trim_blanks(folded);
  if (trimmed.empty()) return std::nullopt;
  return std::string(trimmed);
}

Outcome no_row_value(const WorkItem& item, std::string_view field) {
  if (item.roster_line == 0) return not_applicable("no-roster");
  Outcome outcome = not_applicable(item.field(field) == nullptr ? "no-column" : "no-value");
  outcome.args = {{"field", std::string(field)}};
  return outcome;
}

}  // namespace photolint
