// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <string>

#include "commands.h"
#include "console.h"
#include "photolint/report/rules_page.h"
#include "rules/registry.h"
#include "unknown_rule.h"

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
