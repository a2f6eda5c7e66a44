// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/core/text.h"

namespace photolint::cli {

/// What to say about a word that is no rule's code or name, with the nearest one.
[[nodiscard]] std::string unknown_rule(const std::string& word, Language language);

}  // namespace photolint::cli
