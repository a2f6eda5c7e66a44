// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "cli/options/values.h"

namespace photolint::cli {
namespace {

struct Words {
  InspectOptions inspect{};
  std::string date{};
};

std::vector<OptionSpec> options_of(Words& words) {
  InspectOptions& options = words.inspect;
  return {{.names = "PHOTO",
           .target = &options.photo,
           .kind = ValueKind::file,
           .help = {"The photo", "照片文件"},
           .group = kPlainGroup,
           .required = true},
          profile_option(&options.profile, kPlainGroup),
          {.names = "--annotate",
           .target = &options.annotate,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Write a PNG with landmarks, parsing, margins and bands",
                    "输出标注图（PNG）：特征点、分区、边距与允许范围"},
           .group = kPlainGroup},
          date_option(&words.date, kPlainGroup),
          {.names = "--json",
           .target = &options.json,
           .kind = ValueKind::flag,
           .help = {"Print JSON instead of text", "以 JSON 输出"},
           .group = kPlainGroup},
          {.names = "--show-ids",
           .target = &options.show_ids,
           .kind = ValueKind::flag,
           .help = {"Do not mask ID and phone numbers", "不隐去身份证号与手机号"},
           .group = kPlainGroup}};
}

std::optional<OwnedText> contradiction(const InspectOptions& options) {
  if (!options.photo.empty()) return std::nullopt;
  return OwnedText{"inspect needs a photo", "inspect 需要一张照片"};
}

InspectOptions made(const Words& words) {
  InspectOptions options = words.inspect;
  options.reference_day = day_or_today(words.date);
  return options;
}

}  // namespace

CommandSpec inspect_command() {
  const auto words = std::make_shared<Words>();
  return {
      .name = "inspect",
      .summary = {"Show everything about one photo", "显示一张照片的全部测量结果"},
      .description =
          {"Prints every measure of one photo and what each rule of the profile says about it, and "
           "draws them into a picture where asked to.",
           "显示一张照片的全部测量值及检查方案中各规则的结果，并可绘制成标注图。"},
      .options = options_of(*words),
      .examples = {{{"Measures on the terminal, and a picture of them.", "在终端显示测量值并输出标注图。"},
                    "photolint inspect photo.jpg --annotate page.png"}},
      .exit_codes = {ExitCode::accepted, ExitCode::not_accepted, ExitCode::usage, ExitCode::incomplete},
      .contradiction = [words] { return contradiction(words->inspect); },
      .make = [words]() -> CommandOptions { return made(*words); }};
}

}  // namespace photolint::cli
