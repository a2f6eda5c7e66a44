// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "cli/options/values.h"
#include "rules/registry.h"

namespace photolint::cli {
namespace {

constexpr Text kSourceGroup{"Pictures and rule", "照片与规则"};
constexpr Text kResultGroup{"Results", "结果"};

struct Words {
  CalibrateOptions calibrate{};
  RunWords run{};
  std::string max_false_rejections = "0.01";
};

std::vector<OptionSpec> source_options(Words& words) {
  CalibrateOptions& options = words.calibrate;
  OptionSpec profile = profile_option(&options.profile, kSourceGroup);
  profile.help = {"Profile whose parameters are the starting point, by name or by path",
                  "作为起点的检查方案，名称或路径"};
  OptionSpec rule{.names = "--rule",
                  .target = &options.rule,
                  .kind = ValueKind::choice,
                  .value_name = "CODE",
                  .help = {"The rule, by code or name", "规则的代码或名称"},
                  .group = kSourceGroup};
  for (const RuleInfo& info : rules::table()) rule.choices.emplace_back(info.code);
  return {{.names = "--good",
           .target = &options.good,
           .kind = ValueKind::folder,
           .value_name = "DIR",
           .help = {"Folder of pictures that the rule should let pass, searched with its subfolders",
                    "应判通过的照片文件夹（含子文件夹）"},
           .group = kSourceGroup},
          {.names = "--bad",
           .target = &options.bad,
           .kind = ValueKind::folder,
           .value_name = "DIR",
           .help = {"Folder of pictures that it should reject", "应判不通过的照片文件夹（含子文件夹）"},
           .group = kSourceGroup},
          rule,
          profile,
          {.names = "--max-false-rejections",
           .target = &words.max_false_rejections,
           .value_name = "SHARE",
           .help = {"Largest share of good pictures that a suggested limit may reject",
                    "建议限值允许误拒的合格照片比例上限"},
           .fallback = {words.max_false_rejections, words.max_false_rejections},
           .group = kSourceGroup,
           .check = share()}};
}

std::vector<OptionSpec> result_options(CalibrateOptions& options) {
  OptionSpec date = date_option(&options.date, kResultGroup);
  date.help = {"Date for the fragment's reference and for the age of photos",
               "写入片段依据说明的日期，也用作计算拍摄天数的基准日"};
  date.fallback = {"none for the reference; today, UTC, for the age", "依据说明中不写；拍摄天数按当天，UTC"};
  date.needs = {"fragment"};
  return {{.names = "--fragment",
           .target = &options.fragment,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Write the suggested limits as a piece of a profile (TOML)",
                    "将建议限值写成检查方案片段（TOML）"},
           .group = kResultGroup},
          date,
          {.names = "--plot",
           .target = &options.plot,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Write distributions, limits and error rates as a picture (SVG)",
                    "将分布、限值与错误率绘制成图（SVG）"},
           .group = kResultGroup}};
}

std::optional<OwnedText> contradiction(const CalibrateOptions& options) {
  if (options.good.empty() || options.bad.empty() || options.rule.empty()) {
    return OwnedText{"calibrate needs --good, --bad and --rule", "calibrate 需要 --good、--bad 和 --rule"};
  }
  if (!options.date.empty() && options.fragment.empty()) {
    return OwnedText{"--date needs --fragment", "--date 须与 --fragment 同用"};
  }
  return std::nullopt;
}

CalibrateOptions made(const Words& words) {
  CalibrateOptions options = words.calibrate;
  options.max_false_rejections = *parse_real(words.max_false_rejections);
  options.jobs = static_cast<int>(*parse_whole(words.run.jobs));
  options.memory_bytes = bytes_or_half_of_memory(words.run.memory);
  options.reference_day = day_or_today(options.date);
  if (words.run.quiet) options.verbosity = Verbosity::quiet;
  return options;
}

}  // namespace

CommandSpec calibrate_command() {
  const auto words = std::make_shared<Words>();
  CommandSpec command{
      .name = "calibrate",
      .summary = {"Find a rule's limit from your own labelled pictures",
                  "用本校已标注的照片标定某条规则的限值"},
      .description =
          {"Measures what one rule looks at on two sets of pictures, those that it should let pass and "
           "those that it should reject. Prints how often it errs at the present limits and "
           "suggests limits for your pictures.",
           "在应判通过与应判不通过的两组照片上测量某条规则所看的量，"
           "给出现行限值下的错误率，并为本校照片建议限值。"},
      .examples = {{{"Suggest limits and write them as a piece of a profile.",
                     "给出建议限值并写成检查方案片段。"},
                    "photolint calibrate --good good/ --bad bad/ --rule roll --fragment roll.toml"}},
      .exit_codes = {ExitCode::accepted, ExitCode::usage, ExitCode::incomplete},
      .contradiction = [words] { return contradiction(words->calibrate); },
      .make = [words]() -> CommandOptions { return made(*words); }};
  append(command.options, source_options(*words));
  append(command.options, result_options(words->calibrate));
  append(command.options, worker_options(words->run));
  command.options.push_back({.names = "-q,--quiet",
                             .target = &words->run.quiet,
                             .kind = ValueKind::flag,
                             .help = {"No progress on the terminal", "终端不显示进度"},
                             .group = kRunGroup});
  return command;
}

}  // namespace photolint::cli
