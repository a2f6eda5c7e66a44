// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"

namespace photolint::cli {
namespace {

constexpr Text kSourceGroup{"What to join", "合并对象"};

struct Words {
  MergeOptions merge{};
  RunWords run{};
  std::string fail_on = "warning";
};

std::optional<OwnedText> contradiction(const Words& words) {
  if (words.merge.folders.empty()) {
    return OwnedText{"merge needs the folders to join", "merge 需要待合并的文件夹"};
  }
  if (words.merge.check.out.empty()) return OwnedText{"merge needs --out", "merge 需要 --out"};
  return run_contradiction(words.merge.check, words.run);
}

MergeOptions made(const Words& words) {
  MergeOptions options = words.merge;
  options.check = with_words(words.merge.check, words.run);
  options.check.fail_on = fail_on_of(words.fail_on);
  return options;
}

}  // namespace

CommandSpec merge_command() {
  const auto words = std::make_shared<Words>();
  CheckOptions& check = words->merge.check;
  CommandSpec command{
      .name = "merge",
      .summary = {"Join the parts of a run, or several runs, into one set of reports",
                  "将分份检查或多次检查的结果合并为一套报告"},
      .description =
          {"Joins what check or reconcile wrote with --format merge. Parts of one run (check --shard) must "
           "all be there; whole runs follow one another in the order given. The reports are those "
           "that one run over everything would have written.\nThe files named merge.jsonl are not "
           "masked: protect them like the student list and delete them after merging.",
           "合并 check 或 reconcile 以 --format merge 写出的结果。同一次检查的各份（check --shard）"
           "必须齐全；多次完整的检查按给出的先后连接。合并后的报告与一次检查全部照片的结果相同。\n"
           "merge.jsonl 不脱敏，请像保管学生名单一样保管，合并后删除。"},
      .examples = {{{"Two parts that two machines have checked.", "两台机器分别检查的两份。"},
                    "photolint merge part1/ part2/ --out report/"}},
      .exit_codes = {ExitCode::accepted, ExitCode::not_accepted, ExitCode::usage, ExitCode::incomplete},
      .contradiction = [words] { return contradiction(*words); },
      .make = [words]() -> CommandOptions { return made(*words); }};
  command.options.push_back({.names = "DIR",
                             .target = &words->merge.folders,
                             .kind = ValueKind::folder,
                             .help = {"Output folders of check or reconcile with --format merge",
                                      "检查或比对的输出文件夹（须含 --format merge 的结果）"},
                             .group = kSourceGroup});
  append(command.options, report_file_options(check));
  command.options.push_back(fail_on_option(words->fail_on));
  command.options.push_back(null_option(&check.nul_separated));
  append(command.options, loudness_options(words->run));
  return command;
}

}  // namespace photolint::cli
