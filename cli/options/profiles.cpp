// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "rules/shipped_profiles.h"

namespace photolint::cli {
namespace {

using WordList = std::vector<std::string>;

OptionSpec what_argument(WordList* target) {
  OptionSpec option{
      .names = "WHAT",
      .target = target,
      .kind = ValueKind::name_or_file,
      .help = {"Nothing: list. show NAME...: whole, with the origin of each value. check FILE...: "
               "validate. schema: JSON schema for editors",
               "留空：列出全部；show 方案名…：显示完整内容及各值来源；check "
               "文件…：校验；schema：输出供编辑器使用的 JSON Schema"},
      .group = kPlainGroup,
      .choices = {"show", "check", "schema"}};
  for (const NamedText& profile : rules::shipped_profiles()) option.choices.emplace_back(profile.name);
  return option;
}

std::optional<OwnedText> contradiction(const WordList& words) {
  if (words.size() != 1) return std::nullopt;
  if (words.front() == "check") {
    return OwnedText{"profiles check needs a file", "profiles check 需要方案文件"};
  }
  if (words.front() == "show") {
    return OwnedText{"profiles show needs a name", "profiles show 需要方案名称"};
  }
  return std::nullopt;
}

ProfilesOptions made(const WordList& words) {
  if (words.empty()) return {};
  if (words.front() == "schema" && words.size() == 1) return {ProfilesAction::schema, {}};
  if (words.front() == "check") return {ProfilesAction::check, {words.begin() + 1, words.end()}};
  if (words.front() == "show") return {ProfilesAction::show, {words.begin() + 1, words.end()}};
  return {ProfilesAction::show, words};
}

}  // namespace

CommandSpec profiles_command() {
  const auto words = std::make_shared<WordList>();
  return {.name = "profiles",
          .summary = {"List the profiles, show one resolved, or check files",
                      "列出检查方案、查看某一方案的完整内容或校验方案文件"},
          .description =
              {"Lists the profiles that come with the program and those of --profile-dir, shows one with "
               "all that it inherits, or finds the mistakes in a file.",
               "列出随程序提供的及 --profile-dir 中的检查方案，显示某一方案连同其继承的全部内容，"
               "或找出方案文件中的错误。"},
          .options = {what_argument(words.get())},
          .examples = {{{"Find the mistakes in your own profile.", "找出自定义方案中的错误。"},
                        "photolint profiles check my-school.toml"}},
          .exit_codes = {ExitCode::accepted, ExitCode::usage},
          .contradiction = [words] { return contradiction(*words); },
          .make = [words]() -> CommandOptions { return made(*words); }};
}

}  // namespace photolint::cli
