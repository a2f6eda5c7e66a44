// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"

namespace photolint::cli {
namespace {

constexpr Text kSourceGroup{"What to compare", "比对对象"};

struct Words {
  ReconcileOptions reconcile{};
  RunWords run{};
};

OptionSpec list_option(std::string names, std::string* target, OwnedText help) {
  return {.names = std::move(names),
          .target = target,
          .kind = ValueKind::file,
          .value_name = "FILE",
          .help = std::move(help),
          .group = kSourceGroup};
}

OptionSpec sheet_option(std::string names, std::string* target, OwnedText help) {
  return {.names = std::move(names),
          .target = target,
          .value_name = "NAME",
          .help = std::move(help),
          .fallback = {"the only one with data", "唯一含有数据的工作表"},
          .group = kSourceGroup};
}

std::vector<OptionSpec> source_options(ReconcileOptions& options) {
  OptionSpec match = match_option(&options.check.match,
                                  {"How photos find their row of the vendor's list, as for check",
                                   "照片与采集名单的匹配方式，用法同 check"},
                                  kSourceGroup);
  match.needs = {"photos"};
  return {list_option("--school", &options.school, {"The school's student list", "学校的学生名单"}),
          list_option("--vendor", &options.vendor,
                      {"The vendor's list of the students delivered", "采集单位交付的学生名单"}),
          {.names = "--photos",
           .target = &options.photos,
           .kind = ValueKind::folder,
           .value_name = "DIR",
           .help = {"Folder with the photos that the vendor delivered", "采集单位交付的照片文件夹"},
           .fallback = {"no photo is checked", "不检查照片"},
           .group = kSourceGroup},
          match,
          map_option("--map-school", &options.map_school,
                     {"Meaning of a column of the school's list, as COLUMN=FIELD",
                      "指定学校名单某列的含义，格式为 列名=字段"},
                     kSourceGroup),
          map_option("--map-vendor", &options.map_vendor,
                     {"The same for the vendor's list", "指定采集名单某列的含义，格式同上"}, kSourceGroup),
          encoding_option("--encoding-school", &options.encoding_school,
                          {"Encoding of the school's list", "学校名单的字符编码"}, kSourceGroup),
          encoding_option("--encoding-vendor", &options.encoding_vendor,
                          {"Encoding of the vendor's list", "采集名单的字符编码"}, kSourceGroup),
          sheet_option("--sheet-school", &options.sheet_school,
                       {"Worksheet of the school's list by name", "学校名单所在工作表的名称"}),
          sheet_option("--sheet-vendor", &options.sheet_vendor,
                       {"Worksheet of the vendor's list by name", "采集名单所在工作表的名称"})};
}

std::optional<OwnedText> contradiction(const Words& words) {
  const ReconcileOptions& options = words.reconcile;
  if (options.school.empty() || options.vendor.empty()) {
    return OwnedText{"reconcile needs --school and --vendor", "reconcile 需要 --school 和 --vendor"};
  }
  if (options.photos.empty() && !options.check.match.empty()) {
    return OwnedText{"--match needs --photos", "--match 须与 --photos 同用"};
  }
  return run_contradiction(options.check, words.run);
}

ReconcileOptions made(const Words& words) {
  ReconcileOptions options = words.reconcile;
  options.check = with_words(words.reconcile.check, words.run);
  return options;
}

}  // namespace

CommandSpec reconcile_command() {
  const auto words = std::make_shared<Words>();
  CheckOptions& check = words->reconcile.check;
  CommandSpec command{
      .name = "reconcile",
      .summary = {"Compare the school's list with what the capture vendor delivered",
                  "比对学校名单与采集单位交付的名单"},
      .description =
          {"Compares the school's student list with the list that the capture vendor delivered and says "
           "for every student what is missing or differs. With --photos the delivered photos are "
           "checked as well, as check does.",
           "将学校的学生名单与采集单位交付的名单逐人比对，说明缺少什么、哪些字段不一致。"
           "指定 --photos 时，同时按 check 的方式检查所交付的照片。"},
      .examples = {{{"Two lists, reports into a folder.", "比对两份名单，报告写入文件夹。"},
                    "photolint reconcile --school school.xlsx --vendor vendor.dbf --out report/"}},
      .exit_codes = {ExitCode::accepted, ExitCode::not_accepted, ExitCode::usage, ExitCode::incomplete},
      .contradiction = [words] { return contradiction(*words); },
      .make = [words]() -> CommandOptions { return made(*words); }};
  append(command.options, source_options(words->reconcile));
  append(command.options, report_options(check));
  command.options.push_back(null_option(&check.nul_separated));
  append(command.options, run_options(words->run));
  return command;
}

}  // namespace photolint::cli
