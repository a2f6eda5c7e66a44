// SPDX-License-Identifier: GPL-3.0-or-later
#include "reporting.h"

#include <unistd.h>

#include <cstdlib>
#include <iostream>
#include <utility>

#include "photolint/pipeline/collect_sink.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "photolint/report/shown.h"
#include "photolint/report/tee_sink.h"
#include "photolint/roster/matching.h"

namespace photolint::cli {
namespace {

ReportOptions report_options(const CommonOptions& common, const CheckOptions& options, bool by_state) {
  ReportOptions report;
  report.language = common.language;
  report.show_ids = options.show_ids;
  report.verbose = options.verbosity == Verbosity::verbose;
  report.statistics = options.statistics;
  report.colour = options.out.empty() && isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  report.byte_order_mark = !options.no_bom;
  report.nul_separated = options.nul_separated;
  report.by_state = by_state;
  report.notice_template = options.notice_template;
  report.shard = options.shard.number;
  report.shards = options.shard.count;
  return report;
}

bool counts(VerdictStatus status, FailOn fail_on) {
  if (fail_on == FailOn::never || status == VerdictStatus::accepted) return false;
  const bool only_warned = status == VerdictStatus::review || status == VerdictStatus::unclaimed;
  return fail_on == FailOn::warning || !only_warned;
}

Result<std::unique_ptr<Sink>> open_photo_collection(const Console& console, const CheckOptions& options,
                                                    const std::vector<BoundRule>& rules,
                                                    const ReportOptions& report) {
  CollectOptions collect;
  collect.folder = options.collect;
  collect.link = options.collect_link;
  collect.name = template_of(rules);
  if (!options.collect_name.empty()) {
    auto parsed = FileNameTemplate::parse(options.collect_name);
    if (!parsed) return parsed.error();
    collect.name = std::move(parsed).value();
  }
  collect.tell = [&console](const Error& error) { console.fail(std::vector<Error>{error}); };
  return open_collection(std::move(collect), report);
}

}  // namespace

std::vector<Glob> globs(const std::vector<std::string>& patterns) {
  std::vector<Glob> result;
  for (const std::string& pattern : patterns) result.emplace_back(pattern);
  return result;
}

std::vector<ColumnMapping> column_mappings(const std::vector<std::string>& words) {
  std::vector<ColumnMapping> map;
  for (const std::string& word : words) {
    const std::size_t equals = word.find('=');
    map.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  return map;
}

MatchWords match_words(const std::vector<std::string>& words) {
  MatchWords match;
  for (const std::string& word : words) {
    const bool is_template = word.find('{') != std::string::npos;
    if (is_template) match.name_template = word;
    match.steps.push_back(is_template ? std::string(kMatchTemplate) : word);
  }
  return match;
}

Result<std::unique_ptr<Sink>> open_run_sinks(const Console& console, const CommonOptions& common,
                                             const CheckOptions& options, std::optional<std::int64_t> total,
                                             const std::vector<BoundRule>& rules, bool by_state) {
  const ReportOptions report = report_options(common, options, by_state);
  auto reports = options.out.empty() ? open_report_stream(options.formats, std::cout, report)
                                     : open_reports(options.formats, options.out, report);
  if (!reports) return reports.error();
  std::vector<std::unique_ptr<Sink>> sinks;
  sinks.push_back(std::move(reports).value());
  const bool report_on_terminal = options.out.empty() && isatty(STDOUT_FILENO) == 1;
  if (!report_on_terminal) sinks.push_back(std::make_unique<ProgressSink>(console, total));
  if (!options.collect.empty()) {
    auto collection = open_photo_collection(console, options, rules, report);
    if (!collection) return collection.error();
    sinks.push_back(std::move(collection).value());  // last: the reports are whole whatever becomes of it
  }
  return make_tee_sink(std::move(sinks));
}

void say_summary(const Console& console, const Summary& summary, const CheckOptions& options) {
  const Language language = console.language();
  if (!options.out.empty()) {
    console.say(totals_line(summary, language));
    console.say(std::string(Text{"reports: ", "报告位置："}.in(language)) + options.out);
  }
  if (summary.complete && summary.items == 0) {
    console.fail(std::string(
        Text{"no photo was found, so nothing was checked", "没有找到照片，未检查任何内容"}.in(language)));
  }
  if (!summary.complete && summary.error) console.fail({*summary.error});
}

ExitCode exit_code_of(const Summary& summary, const CheckOptions& options) {
  if (!summary.complete) return ExitCode::incomplete;
  if (options.exit_zero) return ExitCode::accepted;
  for (int i = 0; i < kVerdictStatusCount; ++i) {
    const auto status = static_cast<VerdictStatus>(i);
    if (summary.count(status) > 0 && counts(status, options.fail_on)) return ExitCode::not_accepted;
  }
  return ExitCode::accepted;
}

}  // namespace photolint::cli
