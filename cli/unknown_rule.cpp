// SPDX-License-Identifier: GPL-3.0-or-later
#include "unknown_rule.h"

#include <string_view>
#include <vector>

#include "photolint/core/nearest.h"
#include "rules/registry.h"

namespace photolint::cli {

std::string unknown_rule(const std::string& word, Language language) {
  std::vector<std::string_view> names;
  for (const RuleInfo& rule : rules::table()) {
    names.push_back(rule.code);
    names.push_back(rule.name);
  }
  std::string text =
      std::string(Text{"no rule has the code or name ", "没有此代码或名称的规则："}.in(language)) + word;
  if (const std::string_view near = nearest(word, names); !near.empty()) {
    text += std::string(Text{"; did you mean ", "；是否想输入 "}.in(language)) + std::string(near) +
            std::string(Text{"?", "？"}.in(language));
  }
  return text;
}

}  // namespace photolint::cli
