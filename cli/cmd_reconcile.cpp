// SPDX-License-Identifier: GPL-3.0-or-later
#include <memory>
#include <utility>

#include "commands.h"
#include "console.h"
#include "photolint/analysis/analyser.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/profile/profile.h"
#include "photolint/reconcile/reconcile_source.h"
#include "photolint/reconcile/reconcile_worker.h"
#include "photolint/report/report_set.h"
#include "photolint/report/shown.h"
#include "photolint/version.h"
#include "reporting.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "running.h"

namespace photolint::cli {
namespace {

ReconcileSetup setup_of(const ReconcileOptions& options) {
  ReconcileSetup setup;
  setup.school_path = options.school;
  setup.school_format.encoding = encoding_of_name(options.encoding_school);
  setup.school_format.map = column_mappings(options.map_school);
  setup.school_format.sheet = options.sheet_school;
  setup.vendor_path = options.vendor;
  setup.vendor_format.encoding = encoding_of_name(options.encoding_vendor);
  setup.vendor_format.map = column_mappings(options.map_vendor);
  setup.vendor_format.sheet = options.sheet_vendor;
  setup.photos_dir = options.photos;
  const MatchWords match = match_words(options.check.match);
  setup.match = match.steps;
  setup.name_template = match.name_template;
  return setup;
}

/// How the photos are checked; without photos nothing is loaded.
struct PhotoCheck {
  std::optional<Plan> plan;
  WorkerFactory workers;  ///< refers to plan
  std::vector<Error> errors;
};

/// Fills in place, because the workers refer to the plan.
std::unique_ptr<PhotoCheck> photo_check(const CommonOptions& common, const ReconcileOptions& options) {
  auto check = std::make_unique<PhotoCheck>();
  if (options.photos.empty()) return check;
  PlanOrErrors loaded =
      load_plan(options.check.profile, {common.profile_dir, rules::shipped_profiles()}, rules::table());
  check->errors = std::move(loaded.errors);
  check->plan = std::move(loaded.plan);
  if (!check->plan) return check;
  auto models = load_models(common.model_dir);
  if (models) {
    check->workers = photo_workers({&check->plan->rules, check->plan->needs, models.value(), Limits{},
                                    options.check.reference_day, pictures_for(options.check.formats)});
  } else {
    check->errors.push_back(models.error());
  }
  return check;
}

RunInfo run_info(const PhotoCheck& check, std::vector<std::string> field_names) {
  RunInfo info;
  info.tool_version = kVersion;
  info.roster_fields = std::move(field_names);
  info.comparison = ListComparison::fields;
  if (!check.plan) return info;
  info.comparison = ListComparison::photos;
  info.profile = check.plan->name;
  info.profile_version = check.plan->version;
  info.profile_hash = check.plan->hash;
  info.rules = &check.plan->rules;
  return info;
}

}  // namespace

ExitCode run_reconcile(const CommonOptions& common, const ReconcileOptions& options) {
  const Console console(common.language, options.check.verbosity);
  const auto refuse = [&console](const std::vector<Error>& errors) {
    console.fail(errors);
    return ExitCode::usage;
  };
  const std::unique_ptr<PhotoCheck> check = photo_check(common, options);
  if (!check->errors.empty()) return refuse(check->errors);
  SourceOrErrors opened = reconcile_source(setup_of(options));
  if (!opened.source) return refuse(opened.errors);
  const RunInfo info = run_info(*check, opened.source->field_names());
  auto sink =
      open_run_sinks(console, common, options.check, opened.source->size_hint(), rules_of(info), true);
  if (!sink) return refuse({sink.error()});

  const std::unique_ptr<Executor> executor =
      make_executor(options.check.executor, execution(options.check.jobs, options.check.memory_bytes));
  const Summary summary = executor->run(info, *opened.source, reconcile_workers(check->workers),
                                        *sink.value(), stop_on_signals());
  say_skipped(console, opened.source->skipped());
  say_summary(console, summary, options.check);
  return exit_code_of(summary, options.check);
}

}  // namespace photolint::cli
