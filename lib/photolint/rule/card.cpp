// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/card.h"

#include <utility>

#include "photolint/rule/assess.h"

namespace photolint {

std::optional<Outcome> no_card(const Fact<CodePicture>& code) {
  if (auto missing = unavailable(code)) return missing;
  const CodePicture& picture = code.value();
  if (picture.problem || picture.codes.symbols.empty()) return not_applicable("no-code-to-read");
  switch (picture.text.state) {
    case CardTextState::read:
      return std::nullopt;
    case CardTextState::nothing_found:
      return cannot_assess("no-card-text");
    case CardTextState::engine_missing:
    case CardTextState::engine_failed:
      return cannot_assess("code-failed");
  }
  return cannot_assess("code-failed");
}

Outcome judge_card(CardMatch match, std::string_view message, std::vector<Arg> args) {
  if (match == CardMatch::cannot_tell) return cannot_assess("unsure");
  return match == CardMatch::fits ? passed() : failed(message, std::move(args));
}

}  // namespace photolint
