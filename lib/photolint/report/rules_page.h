// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>

#include "photolint/core/text.h"
#include "photolint/rule/rule.h"

namespace photolint {

/// The reference of all rules as one Markdown page: an index by family, then each rule with its explanation
/// and parameters, in the order of the table.
[[nodiscard]] std::string rules_page(std::span<const RuleInfo> table, Language language);

/// The section of one rule, as it stands on the page.
[[nodiscard]] std::string rule_explanation(const RuleInfo& rule, Language language);

/// The page as JSON in every language: an array with an object a rule, in the order of the table.
[[nodiscard]] std::string rules_json(std::span<const RuleInfo> table);

}  // namespace photolint
