// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>

#include "cli/options/command_table.h"
#include "cli/options/shared.h"
#include "cli/options/values.h"

namespace photolint::cli {
namespace {

constexpr Text kSourceGroup{"What to check", "检查对象"};

struct Words {
  CheckOptions check{};
  RunWords run{};
  std::string fail_on = "warning";
  std::string shard{};
};

OptionSpec pattern_option(std::string names, std::vector<std::string>* target, OwnedText help) {
  return {.names = std::move(names),
          .target = target,
          .value_name = "PATTERN",
          .help = std::move(help),
          .group = kSourceGroup};
}

/// A roster option counts only with a roster, and not where paths are named instead of the roster.
OptionSpec of_roster(OptionSpec option) {
  option.needs = {"roster"};
  return option;
}

std::vector<OptionSpec> path_options(CheckOptions& check) {
  return {{.names = "PATH",
           .target = &check.paths,
           .kind = ValueKind::path,
           .help = {"Photos, and folders to search for photos", "照片文件或照片文件夹"},
           .group = kSourceGroup},
          {.names = "--files-from",
           .target = &check.files_from,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Read paths from this file, one a line; - is standard input",
                    "从该文件逐行读取路径；- 表示标准输入"},
           .group = kSourceGroup,
           .alternatives = {"PATH", "roster"}},
          {.names = "-0,--null",
           .target = &check.nul_separated,
           .kind = ValueKind::flag,
           .help = {"Paths in --files-from end with NUL instead of a line break",
                    "--files-from 中的路径以 NUL 而非换行分隔"},
           .group = kSourceGroup,
           .needs = {"files-from"}},
          {.names = "--roster",
           .target = &check.roster,
           .kind = ValueKind::file,
           .value_name = "FILE",
           .help = {"Student list (CSV, TSV, XLSX, ODS, XLS or DBF), one row a student; needs --photos or a "
                    "photo column",
                    "学生名单（CSV、TSV、XLSX、ODS、XLS 或 DBF），每行一名学生；需配合 --photos 或照片列"},
           .group = kSourceGroup,
           .alternatives = {"PATH", "files-from"}}};
}

std::vector<OptionSpec> roster_options(CheckOptions& check) {
  return {of_roster({.names = "--photos",
                     .target = &check.photos,
                     .kind = ValueKind::folder,
                     .value_name = "DIR",
                     .help = {"Folder with the photos of the roster", "名单所对应的照片文件夹"},
                     .group = kSourceGroup}),
          of_roster({.names = "--codes",
                     .target = &check.codes,
                     .kind = ValueKind::folder,
                     .value_name = "DIR",
                     .help = {"Folder with the pictures of the capture codes, named as the photos are",
                              "采集码图片文件夹，命名方式与照片相同"},
                     .group = kSourceGroup}),
          of_roster(map_option(
              "--map", &check.map,
              {"Meaning of a roster column, as COLUMN=FIELD", "指定名单某列的含义，格式为 列名=字段"},
              kSourceGroup)),
          of_roster(match_option(&check.match,
                                 {"How photos find their row, in order: path, id_number, student_no or a "
                                  "template such as {student_no}_{name}.jpg",
                                  "照片与名单的匹配方式，按给出的先后尝试：path、id_number、student_no "
                                  "或模板（如 {student_no}_{name}.jpg）"},
                                 kSourceGroup)),
          encoding_option("--encoding", &check.encoding, {"Encoding of the roster", "名单的字符编码"},
                          kSourceGroup),
          of_roster({.names = "--sheet",
                     .target = &check.sheet,
                     .value_name = "NAME",
                     .help = {"Worksheet of the roster by name", "名单所在工作表的名称"},
                     .fallback = {"the only one with data", "唯一含有数据的工作表"},
                     .group = kSourceGroup}),
          pattern_option(
              "--include", &check.include,
              {"In folders, check only names that match this pattern", "在文件夹中只检查与该模式匹配的文件"}),
          pattern_option(
              "--exclude", &check.exclude,
              {"In folders, leave out names that match this pattern", "在文件夹中排除与该模式匹配的文件"})};
}

std::optional<OwnedText> contradiction(const Words& words) {
  const CheckOptions& check = words.check;
  const int sources = !check.paths.empty() + !check.files_from.empty() + !check.roster.empty();
  if (sources == 0) {
    return OwnedText{"nothing to check: give a path, --files-from or --roster",
                     "没有检查对象：请给出路径、--files-from 或 --roster"};
  }
  if (sources > 1) {
    return OwnedText{"paths, --files-from and --roster exclude each other",
                     "路径、--files-from 与 --roster 只能选其一"};
  }
  const bool describes_roster = !check.photos.empty() || !check.codes.empty() || !check.map.empty() ||
                                !check.match.empty() || !check.sheet.empty();
  if (check.roster.empty() && describes_roster) {
    return OwnedText{"--photos, --codes, --map, --match and --sheet need --roster",
                     "--photos、--codes、--map、--match 与 --sheet 须与 --roster 同用"};
  }
  if (check.files_from.empty() && check.nul_separated) {
    return OwnedText{"-0 needs --files-from", "-0 须与 --files-from 同用"};
  }
  return run_contradiction(check, words.run);
}

CheckOptions made(const Words& words) {
  CheckOptions options = with_words(words.check, words.run);
  options.fail_on = fail_on_of(words.fail_on);
  if (!words.shard.empty()) options.shard = *parse_shard(words.shard);
  return options;
}

}  // namespace

CommandSpec check_command() {
  const auto words = std::make_shared<Words>();
  CommandSpec command{
      .name = "check",
      .summary = {"Check photos and write a verdict per student", "检查照片并给出每名学生的结论"},
      .description =
          {"Checks photos against the rules of a profile and says for each whether it may be uploaded. "
           "What to check is one of three: photos and folders, a list of paths, or a student list "
           "with its photos.\nWithout --out one report goes to standard output; with it every "
           "report becomes a file of that folder, readable by its owner only.",
           "按检查方案的规则检查照片，逐张说明能否上传。检查对象三选一："
           "照片或文件夹、路径清单、学生名单及其照片。\n不指定 --out 时，一份报告写到标准输出；"
           "指定后各报告写入该文件夹，仅本人可读。"},
      .examples = {{{"Check a folder.", "检查一个文件夹。"}, "photolint check photos/"},
                   {{"Check a class against its list, every report into a folder.",
                     "按名单检查一个班，各报告写入文件夹。"},
                    "photolint check --roster roster.xlsx --photos photos/ --out report/"},
                   {{"Only what was accepted, for a script.", "为脚本列出合格的照片。"},
                    "photolint check photos/ --out report/ --format lists --quiet --exit-zero"}},
      .exit_codes = {ExitCode::accepted, ExitCode::not_accepted, ExitCode::usage, ExitCode::incomplete},
      .contradiction = [words] { return contradiction(*words); },
      .make = [words]() -> CommandOptions { return made(*words); }};
  append(command.options, path_options(words->check));
  append(command.options, roster_options(words->check));
  append(command.options, report_options(words->check));
  command.options.push_back(fail_on_option(words->fail_on));
  append(command.options, run_options(words->run));
  command.options.push_back({.names = "--shard",
                             .target = &words->shard,
                             .value_name = "K/N",
                             .help = {"Check only part K of N, such as 2/3; photolint merge joins the parts",
                                      "只检查N份中的第K份，如 2/3；各份结果用 photolint merge 合并"},
                             .group = kRunGroup,
                             .check = shard_part()});
  return command;
}

}  // namespace photolint::cli
