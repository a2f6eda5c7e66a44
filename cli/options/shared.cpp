// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/shared.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "cli/options/values.h"
#include "photolint/core/utf8.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "rules/shipped_profiles.h"

namespace photolint::cli {
namespace {

constexpr const char* kAllFormats = "all";

/// "text, csv": every format, or those written by default.
std::string format_names(bool by_default) {
  std::string names;
  for (const ReportFormat& format : report_formats()) {
    if (by_default && !format.by_default) continue;
    names.append(names.empty() ? "" : ", ").append(format.name);
  }
  return names;
}

std::vector<std::string> format_choices() {
  std::vector<std::string> choices;
  for (const ReportFormat& format : report_formats()) choices.emplace_back(format.name);
  choices.emplace_back(kAllFormats);
  return choices;
}

Check report_format() {
  return [choices = format_choices()](const std::string& word) -> std::optional<OwnedText> {
    if (std::find(choices.begin(), choices.end(), word) != choices.end()) return std::nullopt;
    const Error error{ErrorCode::usage,
                      {{"detail", "format-unknown"},
                       {"format", display_text(word)},
                       {"choices", format_names(false) + ", " + kAllFormats}},
                      {}};
    return OwnedText{describe(error, Language::en), describe(error, Language::zh_cn)};
  };
}

bool wants_all(const CheckOptions& options) {
  return options.formats == std::vector<std::string>{kAllFormats};
}

/// Without a choice text on standard output, or what people and scripts use most in a folder.
std::vector<std::string> chosen_formats(const CheckOptions& options) {
  const bool all = wants_all(options);
  if (!options.formats.empty() && !all) return options.formats;
  if (options.out.empty() && !all) return {"text"};
  std::vector<std::string> formats;
  for (const ReportFormat& format : report_formats()) {
    if ((all && !format.only_by_name) || format.by_default) formats.emplace_back(format.name);
  }
  return formats;
}

}  // namespace

OptionSpec profile_option(std::string* target, Text group) {
  OptionSpec option{.names = "--profile",
                    .target = target,
                    .kind = ValueKind::name_or_file,
                    .value_name = "NAME|FILE",
                    .help = {"Profile by name or by path", "检查方案的名称或路径"},
                    .fallback = {*target, *target},
                    .group = group};
  for (const NamedText& profile : rules::shipped_profiles()) option.choices.emplace_back(profile.name);
  return option;
}

OptionSpec date_option(std::string* target, Text group) {
  return {.names = "--date",
          .target = target,
          .value_name = "YYYY-MM-DD",
          .help = {"Reference date that the age of a photo is counted to", "计算照片拍摄天数的基准日"},
          .fallback = {"today, UTC", "当天，UTC"},
          .group = group,
          .check = calendar_day()};
}

OptionSpec encoding_option(std::string names, std::string* target, OwnedText help, Text group) {
  const std::vector<std::string> encodings = {"utf-8", "utf-16le", "utf-16be", "gb18030"};
  return {.names = std::move(names),
          .target = target,
          .kind = ValueKind::choice,
          .value_name = "NAME",
          .help = std::move(help),
          .fallback = {"found by itself", "自动识别"},
          .group = group,
          .choices = encodings,
          .check = one_of(encodings)};
}

OptionSpec match_option(std::vector<std::string>* target, OwnedText help, Text group) {
  return {.names = "--match",
          .target = target,
          .kind = ValueKind::choice,
          .value_name = "HOW",
          .help = std::move(help),
          .group = group,
          .choices = {"path", "id_number", "student_no"}};
}

OptionSpec map_option(std::string names, std::vector<std::string>* target, OwnedText help, Text group) {
  return {.names = std::move(names),
          .target = target,
          .value_name = "COLUMN=FIELD",
          .help = std::move(help),
          .group = group,
          .check = column_mapping()};
}

std::vector<OptionSpec> worker_options(RunWords& words) {
  return {
      {.names = "-j,--jobs",
       .target = &words.jobs,
       .value_name = "N",
       .help = {"Worker threads", "工作线程数"},
       .fallback = {"0, as many as cores", "0，即与可用处理器核数相同"},
       .group = kRunGroup,
       .check = number_between(0, 1024)},
      {.names = "--memory",
       .target = &words.memory,
       .value_name = "SIZE",
       .help = {"Memory for photos in flight, such as 512M or 2G", "同时处理的照片可占用的内存，如 512M、2G"},
       .fallback = {"half of the machine's", "本机内存的一半"},
       .group = kRunGroup,
       .check = memory_size()}};
}

std::vector<OptionSpec> run_options(RunWords& words) {
  std::vector<OptionSpec> options = worker_options(words);
  options.push_back(date_option(&words.date, kRunGroup));
  const std::vector<std::string> executors = {"tbb", "threads", "serial"};
  options.push_back({.names = "--executor",
                     .target = &words.executor,
                     .kind = ValueKind::choice,
                     .value_name = "KIND",
                     .help = {"How threads are run: tbb, threads or serial; the reports are the same",
                              "线程执行方式：tbb、threads 或 serial；报告内容相同"},
                     .fallback = {words.executor, words.executor},
                     .group = kRunGroup,
                     .choices = executors,
                     .check = one_of(executors)});
  append(options, loudness_options(words));
  return options;
}

std::vector<OptionSpec> loudness_options(RunWords& words) {
  return {{.names = "-q,--quiet",
           .target = &words.quiet,
           .kind = ValueKind::flag,
           .help = {"No progress and no summary on the terminal", "终端不显示进度与汇总"},
           .group = kRunGroup,
           .alternatives = {"verbose"}},
          {.names = "-v,--verbose",
           .target = &words.verbose,
           .kind = ValueKind::flag,
           .help = {"Also report what was accepted", "同时列出合格照片的检查结果"},
           .group = kRunGroup,
           .alternatives = {"quiet"}}};
}

OptionSpec null_option(bool* target) {
  return {.names = "-0,--null",
          .target = target,
          .kind = ValueKind::flag,
          .help = {"Entries of the lists report end with NUL instead of a line break",
                   "lists 报告中的各项以 NUL 而非换行分隔"},
          .group = kReportGroup};
}

OptionSpec fail_on_option(std::string& target) {
  const std::vector<std::string> levels = {"error", "warning", "never"};
  return {.names = "--fail-on",
          .target = &target,
          .kind = ValueKind::choice,
          .value_name = "LEVEL",
          .help = {"Exit with 1 from this on: error (rejected), warning (also review) or never",
                   "从哪一级起退出码为 1：error（仅不合格）、warning（含待复核）或 never（从不）"},
          .fallback = {target, target},
          .group = kReportGroup,
          .choices = levels,
          .check = one_of(levels)};
}

FailOn fail_on_of(const std::string& word) {
  if (word == "error") return FailOn::error;
  return word == "never" ? FailOn::never : FailOn::warning;
}

std::vector<OptionSpec> report_options(CheckOptions& options) {
  std::vector<OptionSpec> all = {
      profile_option(&options.profile, kReportGroup),
      {.names = "--collect",
       .target = &options.collect,
       .kind = ValueKind::folder,
       .value_name = "DIR",
       .help = {"Copy the accepted photos into this folder, which must be new or empty",
                "将合格照片复制到该文件夹（须为新文件夹或空文件夹）"},
       .group = kReportGroup},
      {.names = "--collect-name",
       .target = &options.collect_name,
       .value_name = "TEMPLATE",
       .help = {"Name the collected photos so, such as {student_no}.jpg",
                "归集照片的命名模板，如 {student_no}.jpg"},
       .fallback = {"as the profile asks, else their own names",
                    "按检查方案的命名规则，无规则则沿用原文件名"},
       .group = kReportGroup,
       .needs = {"collect"}},
      {.names = "--collect-link",
       .target = &options.collect_link,
       .kind = ValueKind::flag,
       .help = {"Collect hard links instead of copies", "归集时创建硬链接而不复制"},
       .group = kReportGroup,
       .needs = {"collect"}}};
  append(all, report_file_options(options));
  return all;
}

std::vector<OptionSpec> report_file_options(CheckOptions& options) {
  const auto flag = [](std::string names, bool* target, OwnedText help) {
    return OptionSpec{.names = std::move(names),
                      .target = target,
                      .kind = ValueKind::flag,
                      .help = std::move(help),
                      .group = kReportGroup};
  };
  return {
      {.names = "--out",
       .target = &options.out,
       .kind = ValueKind::folder,
       .value_name = "DIR",
       .help = {"Folder to write the reports into", "报告输出文件夹"},
       .group = kReportGroup},
      {.names = "--format",
       .target = &options.formats,
       .kind = ValueKind::choice,
       .value_name = "LIST",
       .help = {"Reports to write, with commas: " + format_names(false) + " or all",
                "要生成的报告，以逗号分隔：" + format_names(false) + " 或 all"},
       .fallback = {"text; with --out " + format_names(true), "text；指定 --out 时为 " + format_names(true)},
       .group = kReportGroup,
       .choices = format_choices(),
       .check = report_format(),
       .commas = true},
      flag("--statistics", &options.statistics,
           {"Add counts per rule to the text report", "文本报告中附各规则统计"}),
      flag("--show-ids", &options.show_ids,
           {"Do not mask ID and phone numbers in reports", "报告中不隐去身份证号与手机号"}),
      flag("--no-bom", &options.no_bom, {"Write CSV files without byte order mark", "CSV 文件不写 BOM"}),
      {.names = "--notice-template",
       .target = &options.notice_template,
       .kind = ValueKind::file,
       .value_name = "FILE",
       .help = {"Your own wording of the notices to students", "使用本校自拟的学生通知模板"},
       .group = kReportGroup},
      flag("--exit-zero", &options.exit_zero,
           {"Exit with 0 when the run is complete, whatever the verdicts",
            "只要检查完成，无论结论如何退出码均为 0"})};
}

void append(std::vector<OptionSpec>& options, std::vector<OptionSpec> more) {
  options.insert(options.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

CheckOptions with_words(CheckOptions options, const RunWords& words) {
  options.jobs = static_cast<int>(*parse_whole(words.jobs));
  options.memory_bytes = bytes_or_half_of_memory(words.memory);
  options.reference_day = day_or_today(words.date);
  if (words.executor == "serial") options.executor = ExecutorKind::serial;
  if (words.executor == "threads") options.executor = ExecutorKind::threads;
  if (words.quiet) options.verbosity = Verbosity::quiet;
  if (words.verbose) options.verbosity = Verbosity::verbose;
  options.formats = chosen_formats(options);
  return options;
}

std::optional<OwnedText> run_contradiction(const CheckOptions& options, const RunWords& words) {
  if (words.quiet && words.verbose) {
    return OwnedText{"--quiet and --verbose exclude each other", "--quiet 与 --verbose 不能同时使用"};
  }
  if (options.out.empty() && (options.formats.size() > 1 || wants_all(options))) {
    return OwnedText{"several formats need --out", "生成多种报告时须指定 --out"};
  }
  if (options.collect.empty() && (!options.collect_name.empty() || options.collect_link)) {
    return OwnedText{"--collect-name and --collect-link need --collect",
                     "--collect-name 与 --collect-link 须与 --collect 同用"};
  }
  return std::nullopt;
}

}  // namespace photolint::cli
