// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/command_table.h"

namespace photolint::cli {

CommandSpec self_test_command() {
  return {.name = "self-test",
          .summary = {"Check the installation: networks, decoders, encodings, one built-in photo",
                      "检查安装是否完好：模型、解码器、字符编码及一张内置照片"},
          .description =
              {"Runs every part of the program once on built-in data. Its output belongs into every bug "
               "report.",
               "用内置数据把程序的各部分运行一遍。报告问题时请附上其输出。"},
          .examples = {{{"After an installation or an upgrade.", "安装或升级之后。"}, "photolint self-test"}},
          .exit_codes = {ExitCode::accepted, ExitCode::usage, ExitCode::incomplete},
          .make = []() -> CommandOptions { return SelfTestOptions{}; }};
}

}  // namespace photolint::cli
