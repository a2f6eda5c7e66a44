// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "rules/registry.h"

namespace photolint::cli {
namespace {

struct Words {
  RulesOptions rules{};
  bool markdown = false;
  bool json = false;
};

OptionSpec rule_argument(std::vector<std::string>* target) {
  OptionSpec option{.names = "RULE",
                    .target = target,
                    .kind = ValueKind::choice,
                    .help = {"Codes or names of rules to explain", "要解释的规则代码或名称"},
                    .group = kPlainGroup};
  for (const RuleInfo& rule : rules::table()) {
    option.choices.emplace_back(rule.code);
    option.choices.emplace_back(rule.name);
  }
  return option;
}

RulesOptions made(const Words& words) {
  RulesOptions options = words.rules;
  if (words.markdown) options.view = RulesView::markdown;
  if (words.json) options.view = RulesView::json;
  return options;
}

}  // namespace

CommandSpec rules_command() {
  const auto words = std::make_shared<Words>();
  return {.name = "rules",
          .summary = {"List the rules, or explain some", "列出规则，或解释指定规则"},
          .description =
              {"Lists every rule with its code, name and purpose. With codes or names it explains those "
               "rules: what is measured and why, when it passes and fails, how to put the photo "
               "right.",
               "列出全部规则的代码、名称与用途。给出代码或名称时，解释这些规则："
               "测量什么、为何测量、何时通过与不通过、照片如何改正。"},
          .options = {rule_argument(&words->rules.codes),
                      {.names = "--markdown",
                       .target = &words->markdown,
                       .kind = ValueKind::flag,
                       .help = {"The whole rules page as Markdown", "以 Markdown 输出完整规则文档"},
                       .group = kPlainGroup,
                       .alternatives = {"json", "RULE"}},
                      {.names = "--json",
                       .target = &words->json,
                       .kind = ValueKind::flag,
                       .help = {"All rules as JSON", "以 JSON 输出全部规则"},
                       .group = kPlainGroup,
                       .alternatives = {"markdown", "RULE"}}},
          .examples = {{{"Explain one rule in Chinese.", "用中文解释一条规则。"},
                        "photolint rules head-top-margin --lang zh-CN"}},
          .exit_codes = {ExitCode::accepted, ExitCode::usage},
          .contradiction = [words]() -> std::optional<OwnedText> {
            if (!words->markdown || !words->json) return std::nullopt;
            return OwnedText{"--markdown and --json exclude each other", "--markdown 与 --json 不能同时使用"};
          },
          .make = [words]() -> CommandOptions { return made(*words); }};
}

}  // namespace photolint::cli
