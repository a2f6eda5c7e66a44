// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "cli/options/values.h"

namespace photolint::cli {

CommandSpec completions_command() {
  const auto shell = std::make_shared<std::string>();
  const std::vector<std::string> shells = {"bash", "zsh", "fish"};
  return {
      .name = "completions",
      .summary = {"Print what makes a shell complete photolint's words", "输出供 shell 补全参数用的脚本"},
      .description = {"Prints a script for bash, zsh or fish. An installed photolint has put it in place "
                      "already; this command is for a program that was copied.",
                      "输出供 bash、zsh 或 fish 使用的补全脚本。通过安装得到的 photolint 已将其就位；"
                      "本命令用于直接复制的程序。"},
      .options = {{.names = "SHELL",
                   .target = shell.get(),
                   .kind = ValueKind::choice,
                   .help = {"bash, zsh or fish", "bash、zsh 或 fish"},
                   .group = kPlainGroup,
                   .choices = shells,
                   .check = one_of(shells),
                   .required = true}},
      .examples = {{{"For this bash only.", "仅用于当前 bash。"}, "source <(photolint completions bash)"}},
      .exit_codes = {ExitCode::accepted, ExitCode::usage},
      .configurable = false,
      .contradiction = [shell]() -> std::optional<OwnedText> {
        if (!shell->empty()) return std::nullopt;
        return OwnedText{"completions needs a shell: bash, zsh or fish",
                         "completions 需要 shell 名称：bash、zsh 或 fish"};
      },
      .make = [shell]() -> CommandOptions { return CompletionsOptions{*shell}; }};
}

}  // namespace photolint::cli
