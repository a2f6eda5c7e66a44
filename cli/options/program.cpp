// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "cli/options/values.h"

namespace photolint::cli {
namespace {

std::vector<OptionSpec> configuration_options(GlobalValues& values) {
  return {{.names = "--config",
           .target = &values.config,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Configuration file", "配置文件"},
           .fallback = {"photolint.toml in this folder or the nearest one above",
                        "当前文件夹或其上级中最近的 photolint.toml"},
           .group = kPlainGroup,
           .from_file = false},
          {.names = "--no-config",
           .target = &values.no_config,
           .kind = ValueKind::flag,
           .help = {"Read no configuration file", "不读取配置文件"},
           .group = kPlainGroup,
           .from_file = false},
          {.names = "--explain-config",
           .target = &values.explain_config,
           .kind = ValueKind::flag,
           .help = {"Print every setting of the command with its value and where it comes from, and exit",
                    "显示该命令的各项设置、取值及来源，然后退出"},
           .group = kPlainGroup,
           .from_config = false}};
}

std::vector<OptionSpec> global_options(GlobalValues& values) {
  const std::vector<std::string> languages = {"en", "zh-CN"};
  std::vector<OptionSpec> options = {
      {.names = "--lang",
       .target = &values.language,
       .kind = ValueKind::choice,
       .value_name = "LANG",
       .help = {"Language of messages and reports: en or zh-CN", "消息与报告的语言：en 或 zh-CN"},
       .fallback = {"from the locale", "取自系统语言环境"},
       .group = kPlainGroup,
       .choices = languages,
       .check = one_of(languages)},
      {.names = "--model-dir",
       .target = &values.common.model_dir,
       .kind = ValueKind::folder,
       .value_name = "DIR",
       .help = {"Folder with other networks than the built-in ones", "改用该文件夹中的神经网络模型"},
       .group = kPlainGroup},
      {.names = "--profile-dir",
       .target = &values.common.profile_dir,
       .kind = ValueKind::folder,
       .value_name = "DIR",
       .help = {"Folder with your school's own profiles", "本校自定义检查方案所在文件夹"},
       .group = kPlainGroup,
       .check = existing_folder()}};
  append(options, configuration_options(values));
  return options;
}

}  // namespace

OptionSpec help_option() {
  return {.names = "-h,--help",
          .kind = ValueKind::flag,
          .help = {"Print this help and exit", "显示帮助并退出"},
          .group = kPlainGroup,
          .from_config = false};
}

OptionSpec version_option() {
  return {.names = "--version",
          .kind = ValueKind::flag,
          .help = {"Print the version and exit", "显示版本并退出"},
          .group = kPlainGroup,
          .from_config = false};
}

ProgramSpec program_spec() {
  const auto values = std::make_shared<GlobalValues>();
  return {
      .summary = {"Checks student ID photos before they are uploaded for the national graduate record.",
                  "在上传学历注册图像之前检查学生证件照。"},
      .footer =
          {"Exit codes: 0 all accepted, 1 some not accepted, 2 bad usage or configuration, 3 incomplete.\n"
           "A word @FILE stands for the words of that file, one a line.\n"
           "Start with: photolint check photos/",
           "退出码：0 全部合格，1 有照片未合格，2 用法或配置有误，3 未完成。\n"
           "参数 @文件 代表该文件中的各个参数，每行一个。\n可先试：photolint check photos/"},
      .description =
          {"photolint says for every student whether the photo may be uploaded; if not, what is "
           "wrong, by how much, and how to put it right. Nothing leaves the machine.\nThe options "
           "below work with every command. A word @FILE on the command line stands for the words "
           "of that file, one a line; write a path that begins with @ as ./@x.",
           "photolint 逐人说明照片能否上传；不能时指出问题所在、相差多少以及如何改正。"
           "任何内容都不会离开本机。\n以下选项适用于每个命令。命令行中的 @文件 代表该文件中的各个参数，"
           "每行一个；以 @ 开头的路径请写作 ./@x。"},
      .values = values,
      .options = global_options(*values),
      .commands = {check_command(), reconcile_command(), merge_command(), calibrate_command(),
                   rules_command(), profiles_command(), inspect_command(), self_test_command(),
                   completions_command(), man_command()},
      .examples = {{{"Check a folder.", "检查一个文件夹。"}, "photolint check photos/"}}};
}

}  // namespace photolint::cli
