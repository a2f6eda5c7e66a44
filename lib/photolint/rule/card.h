// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "photolint/analysis/card_match.h"
#include "photolint/analysis/code_picture.h"
#include "photolint/analysis/fact.h"
#include "photolint/rule/outcome.h"

// What rules of the capture code's card share.

namespace photolint {

/// The answer where there are no words to compare; nothing where there are some.
[[nodiscard]] std::optional<Outcome> no_card(const Fact<CodePicture>& code);

/// Pass, fail with the message, or cannot_assess with "unsure".
[[nodiscard]] Outcome judge_card(CardMatch match, std::string_view message, std::vector<Arg> args);

}  // namespace photolint
