// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "photolint/roster/reconciled.h"

namespace photolint {

/// The fields that are compared where both lists have the column, in the order of known_fields(). The first
/// five say who somebody is: the registry joins picture and record by them.
[[nodiscard]] std::span<const std::string_view> compared_fields();

/// How two cells of one field differ; nothing when they are equal apart from blanks at their ends. Where
/// several causes come together, the one that reaches deepest is named: a transposition before the width of
/// the digits, a variant character before a blank.
[[nodiscard]] std::optional<FieldDifference> field_difference(std::string_view field, std::string_view school,
                                                              std::string_view vendor);

}  // namespace photolint
