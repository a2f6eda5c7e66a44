// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/row_reader.h"

#include <algorithm>

#include "photolint/core/utf8.h"

namespace photolint {

bool is_blank(const RosterRecord& record) {
  return !record.problem && record.notes.empty() &&
         std::all_of(record.cells.begin(), record.cells.end(),
                     [](const std::string& cell) { return trim_blanks(cell).empty(); });
}

}  // namespace photolint
