// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>

#include "commands.h"
#include "console.h"
#include "photolint/core/nearest.h"
#include "photolint/report/rules_page.h"
#include "rules/registry.h"

namespace photolint::cli {
namespace {

void print(const std::string& text) {
  std::fwrite(text.data(), 1, text.size(), stdout);
}

std::string rule_list(Language language) {
  std::string text;
  for (const RuleInfo& rule : rules::table()) {
    std::string line = std::string(rule.code) + "  " + std::string(rule.name);
    line.resize(std::max<std::size_t>(line.size() + 2, 32), ' ');
    text += line + std::string(rule.summary.in(language)) + "\n";
  }
  return text;
}

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

ExitCode explain(const std::vector<std::string>& words, Language language) {
  const Console console(language);
  for (const std::string& word : words) {
    if (find_rule(rules::table(), word) == nullptr) {
      console.fail(unknown_rule(word, language));
      return ExitCode::usage;
    }
  }
  for (const std::string& word : words)
    print(rule_explanation(*find_rule(rules::table(), word), language) + "\n");
  return ExitCode::accepted;
}

}  // namespace

ExitCode run_rules(const CommonOptions& common, const RulesOptions& options) {
  if (!options.codes.empty()) return explain(options.codes, common.language);
  switch (options.view) {
    case RulesView::list:
      print(rule_list(common.language));
      break;
    case RulesView::markdown:
      print(rules_page(rules::table(), common.language));
      break;
    case RulesView::json:
      print(rules_json(rules::table()));
      break;
  }
  return ExitCode::accepted;
}

}  // namespace photolint::cli
