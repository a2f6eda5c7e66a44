// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/record_builder.h"

#include <utility>

#include "photolint/core/utf8.h"

namespace photolint {

Error row_too_large(const CsvLimits& limits, int line, std::size_t column) {
  return {ErrorCode::roster_row_too_large,
          {{"columns", std::to_string(limits.max_columns)}, {"bytes", std::to_string(limits.max_cell_bytes)}},
          {{}, line, static_cast<int>(column) + 1, {}}};
}

void RecordBuilder::begin(int line) {
  record_ = {};
  record_.line = line;
  bytes_ = 0;
}

void RecordBuilder::put(std::size_t column, std::string text) {
  if (record_.problem || trim_blanks(text).empty()) return;
  bytes_ += text.size();
  const bool fits = column < limits_.max_columns && text.size() <= limits_.max_cell_bytes &&
                    bytes_ <= limits_.max_record_bytes;
  if (!fits) {
    record_.problem = row_too_large(limits_, record_.line, column);
    return;
  }
  if (record_.cells.size() <= column) record_.cells.resize(column + 1);
  record_.cells[column] = std::move(text);
}

void RecordBuilder::note(std::size_t column, CellIssue issue) {
  if (column >= limits_.max_columns) {
    if (!record_.problem) record_.problem = row_too_large(limits_, record_.line, column);
    return;
  }
  if (record_.cells.size() <= column) record_.cells.resize(column + 1);
  record_.notes.push_back({column, issue});
}

RosterRecord RecordBuilder::take() {
  if (record_.problem) {
    record_.cells.clear();
    record_.notes.clear();
  }
  return std::exchange(record_, {});
}

}  // namespace photolint
