// SPDX-License-Identifier: GPL-3.0-or-later
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
#include "photolint/report/report_set.h"
#include "photolint/roster/shard_source.h"
#include "photolint/roster/work_sources.h"
#include "photolint/version.h"
#include "reporting.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "running.h"

namespace photolint::cli {
namespace {

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
  roster.format.map = column_mappings(options.map);
  for (const auto& [header, field] : plan.roster) roster.format.map.push_back({header, field, true});
  const MatchWords match = match_words(options.match);
  roster.match = match.steps;
  roster.name_template = match.name_template;
  return roster_source(roster);
}

SourceOrErrors open_source(const CheckOptions& options, const Plan& plan) {
  if (!options.roster.empty()) return open_roster(options, plan);
  if (!options.files_from.empty()) return open_list(options);
  return paths_source(options.paths, {globs(options.include), globs(options.exclude)});
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
  if (options.shard.count > 1) opened.source = shard_source(std::move(opened.source), options.shard);
  auto sink = open_run_sinks(console, common, options, opened.source->size_hint(), plan.rules);
  if (!sink) return refuse({sink.error()});

  const RunInfo info{kVersion, plan.name, plan.version, plan.hash, &plan.rules, opened.source->field_names()};
  const WorkerFactory workers = photo_workers({&plan.rules, plan.needs, models.value(), Limits{},
                                               options.reference_day, pictures_for(options.formats)});
  const std::unique_ptr<Executor> executor =
      make_executor(options.executor, execution(options.jobs, options.memory_bytes));
  const Summary summary = executor->run(info, *opened.source, workers, *sink.value(), stop_on_signals());
  say_skipped(console, opened.source->skipped());
  say_summary(console, summary, options);
  return exit_code_of(summary, options);
}

}  // namespace photolint::cli
