// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "photolint/rule/rule.h"

namespace photolint::rules {

/// Every rule: family by family, ascending by code within each.
[[nodiscard]] std::span<const RuleInfo> table();

}  // namespace photolint::rules
