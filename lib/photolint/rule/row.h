// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "photolint/roster/work_item.h"
#include "photolint/rule/outcome.h"

// What rules of the roster row share.

namespace photolint {

/// The cell of a field with full-width forms folded and without blanks at both ends; nothing where the column
/// is missing or the cell blank.
[[nodiscard]] std::optional<std::string> row_value(const WorkItem& item, std::string_view field);

/// not_applicable with the reason why row_value() gave nothing: "no-roster", "no-column" or "no-value".
[[nodiscard]] Outcome no_row_value(const WorkItem& item, std::string_view field);

}  // namespace photolint
