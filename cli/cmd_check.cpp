// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <utility>

#include "commands.h"
#include "console.h"
#include "photolint/analysis/analyser.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/profile/profile.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "photolint/report/shown.h"
#include "photolint/report/tee_sink.h"
#include "photolint/roster/matching.h"
#include "photolint/roster/work_sources.h"
#include "photolint/version.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "running.h"

namespace photolint::cli {
namespace {

std::vector<Glob> globs(const std::vector<std::string>& patterns) {
  std::vector<Glob> result;
  for (const std::string& pattern : patterns) result.emplace_back(pattern);
  return result;
}

SourceOrErrors refused(ErrorCode code, std::vector<Arg> args, Location where = {}) {
  return {nullptr, {Error{code, std::move(args), std::move(where)}}};
}

SourceOrErrors open_list(const CheckOptions& options) {
  const ListSeparator separator = options.nul_separated ? ListSeparator::nul : ListSeparator::line_end;
  if (options.files_from == "-") return list_source(std::cin, separator);
  std::ifstream file(options.files_from, std::ios::binary);
  if (!file) return refused(ErrorCode::path_missing, {}, {options.files_from, 0, 0, {}});
  return list_source(file, separator);
}

/// Columns without which every row would fail.
std::vector<std::string> required_columns(const Plan& plan) {
  for (const BoundRule& rule : plan.rules) {
    if (rule.info->name == "required-fields") return rule.params.list("fields");
  }
  return {};
}

SourceOrErrors open_roster(const CheckOptions& options, const Plan& plan) {
  RosterSourceOptions roster;
  roster.format.required = required_columns(plan);
  roster.roster_path = options.roster;
  roster.photos_dir = options.photos;
  roster.codes_dir = options.codes;
  roster.directory = {globs(options.include), globs(options.exclude)};
  roster.format.encoding = encoding_of_name(options.encoding);
  roster.format.sheet = options.sheet;
  for (const std::string& word : options.map) {
    const std::size_t equals = word.find('=');
    if (equals == std::string::npos) return refused(ErrorCode::usage, {{"detail", "--map " + word}});
    roster.format.map.push_back({word.substr(0, equals), word.substr(equals + 1)});
  }
  for (const std::string& step : options.match) {
    const bool is_template = step.find('{') != std::string::npos;
    if (is_template) roster.name_template = step;
    roster.match.push_back(is_template ? std::string(kMatchTemplate) : step);
  }
  return roster_source(roster);
}

SourceOrErrors open_source(const CheckOptions& options, const Plan& plan) {
  if (!options.roster.empty()) return open_roster(options, plan);
  if (!options.files_from.empty()) return open_list(options);
  return paths_source(options.paths, {globs(options.include), globs(options.exclude)});
}

ReportOptions report_options(const CommonOptions& common, const CheckOptions& options) {
  ReportOptions report;
  report.language = common.language;
  report.show_ids = options.show_ids;
  report.verbose = options.verbosity == Verbosity::verbose;
  report.statistics = options.statistics;
  report.colour = options.out.empty() && isatty(STDOUT_FILENO) == 1 && std::getenv("NO_COLOR") == nullptr;
  report.byte_order_mark = !options.no_bom;
  report.nul_separated = options.nul_separated;
  return report;
}

Result<std::unique_ptr<Sink>> open_sinks(const CheckOptions& options, const ReportOptions& report) {
  if (options.out.empty()) return open_report_stream(options.formats, std::cout, report);
  return open_reports(options.formats, options.out, report);
}

bool counts(VerdictStatus status, FailOn fail_on) {
  if (fail_on == FailOn::never || status == VerdictStatus::accepted) return false;
  const bool only_warned = status == VerdictStatus::review || status == VerdictStatus::unclaimed;
  return fail_on == FailOn::warning || !only_warned;
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

void say_summary(const Console& console, const Summary& summary, const CheckOptions& options) {
  const Language language = console.language();
  if (!options.out.empty()) {
    std::string line = std::string(Text{"items: ", "共 "}.in(language)) + std::to_string(summary.items);
    for (int i = 0; i < kVerdictStatusCount; ++i) {
      const auto status = static_cast<VerdictStatus>(i);
      if (summary.count(status) == 0) continue;
      line += std::string(Text{", ", "，"}.in(language)) +
              std::string(group_word("status", to_string(status), language)) + " " +
              std::to_string(summary.count(status));
    }
    console.say(line);
    console.say(std::string(Text{"reports: ", "报告位置："}.in(language)) + options.out);
  }
  if (summary.complete && summary.items == 0) {
    console.fail(std::string(
        Text{"no photo was found, so nothing was checked", "没有找到照片，未检查任何内容"}.in(language)));
  }
  if (!summary.complete && summary.error) console.fail({*summary.error});
}

}  // namespace

ExitCode run_check(const CommonOptions& common, const CheckOptions& options) {
  const Console console(common.language, options.verbosity);
  const auto refuse = [&console](const std::vector<Error>& errors) {
    console.fail(errors);
    return ExitCode::usage;
  };
  const PlanOrErrors loaded =
      load_plan(options.profile, {common.profile_dir, rules::shipped_profiles()}, rules::table());
  if (!loaded.plan) return refuse(loaded.errors);
  const Plan& plan = *loaded.plan;
  auto models = load_models(common.model_dir);
  if (!models) return refuse({models.error()});
  SourceOrErrors opened = open_source(options, plan);
  if (!opened.source) return refuse(opened.errors);
  const bool report_on_terminal = options.out.empty() && isatty(STDOUT_FILENO) == 1;
  auto reports = open_sinks(options, report_options(common, options));
  if (!reports) return refuse({reports.error()});
  std::vector<std::unique_ptr<Sink>> sinks;
  sinks.push_back(std::move(reports).value());
  if (!report_on_terminal)
    sinks.push_back(std::make_unique<ProgressSink>(console, opened.source->size_hint()));
  const std::unique_ptr<Sink> sink = make_tee_sink(std::move(sinks));

  const RunInfo info{kVersion, plan.name, plan.version, plan.hash, &plan.rules, opened.source->field_names()};
  const WorkerFactory workers =
      photo_workers({&plan.rules, plan.needs, models.value(), Limits{}, options.reference_day});
  const std::unique_ptr<Executor> executor =
      make_executor(options.executor, execution(options.jobs, options.memory_bytes));
  const Summary summary = executor->run(info, *opened.source, workers, *sink, stop_on_signals());
  say_skipped(console, opened.source->skipped());
  say_summary(console, summary, options);
  return exit_code_of(summary, options);
}

}  // namespace photolint::cli
