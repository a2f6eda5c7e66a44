// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"

namespace photolint::cli {

CommandSpec man_command() {
  const auto folder = std::make_shared<std::string>();
  return {.name = "man",
          .summary = {"Write the man pages, as the build does", "生成手册页（构建时使用）"},
          .options = {{.names = "--out",
                       .target = folder.get(),
                       .kind = ValueKind::folder,
                       .value_name = "DIR",
                       .help = {"Folder that takes man1 and zh_CN/man1", "写入 man1 与 zh_CN/man1 的文件夹"},
                       .group = kPlainGroup}},
          .exit_codes = {ExitCode::accepted, ExitCode::usage, ExitCode::incomplete},
          .hidden = true,
          .configurable = false,
          .contradiction = [folder]() -> std::optional<OwnedText> {
            if (!folder->empty()) return std::nullopt;
            return OwnedText{"man needs --out", "man 需要 --out"};
          },
          .make = [folder]() -> CommandOptions { return ManOptions{*folder}; }};
}

}  // namespace photolint::cli
