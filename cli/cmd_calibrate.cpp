// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "console.h"
#include "photolint/analysis/analyser.h"
#include "photolint/calibrate/calibration.h"
#include "photolint/calibrate/fragment.h"
#include "photolint/calibrate/page.h"
#include "photolint/calibrate/plot.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/profile/profile.h"
#include "photolint/report/atomic_file.h"
#include "photolint/report/render.h"
#include "photolint/report/tee_sink.h"
#include "photolint/roster/work_sources.h"
#include "photolint/version.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"
#include "running.h"
#include "unknown_rule.h"

namespace photolint::cli {
namespace {

namespace fs = std::filesystem;

/// Keeps what the probes found on each picture, and names those that could not be read.
class PictureSink final : public Sink {
 public:
  PictureSink(const Console& console, std::vector<LabelledPicture>& pictures)
      : console_(console), pictures_(pictures) {}

  Result<void> begin(const RunInfo& /*run*/) override { return {}; }
  Result<void> item(const Verdict& verdict) override {
    LabelledPicture picture;
    picture.name = verdict.shown_path;
    picture.sha256 = verdict.sha256;
    picture.error = verdict.error;
    for (const Finding& finding : verdict.findings) picture.outcomes.push_back(finding.outcome);
    if (verdict.error) {
      Error named = *verdict.error;
      named.where.path = verdict.shown_path;
      console_.fail({std::move(named)});
    }
    pictures_.push_back(std::move(picture));
    return {};
  }
  Result<void> end(const Summary& /*summary*/) override { return {}; }

 private:
  const Console& console_;
  std::vector<LabelledPicture>& pictures_;
};

/// The rule as the profile has it; its defaults where the profile does not run it.
BoundRule bound_rule(const Plan& plan, const RuleInfo& info, const Console& console) {
  for (const BoundRule& rule : plan.rules) {
    if (rule.info == &info) return rule;
  }
  const Text unused{"the profile does not run the rule: its defaults are the starting point",
                    "该检查方案未启用此规则，以规则默认值为起点"};
  console.say(std::string(unused.in(console.language())));
  BoundRule rule;
  rule.info = &info;
  rule.params = Params(info.body->params);
  rule.severity = info.body->severity;
  return rule;
}

/// Whether one folder is the other or lies inside of it: every picture would have both labels.
bool overlap(const std::string& a, const std::string& b) {
  std::error_code fault;
  const fs::path one = fs::canonical(a, fault);
  if (fault) return false;  // the walk says what is wrong with it
  const fs::path two = fs::canonical(b, fault);
  if (fault) return false;
  const auto begins_with = [](const fs::path& path, const fs::path& start) {
    return std::mismatch(start.begin(), start.end(), path.begin(), path.end()).first == start.end();
  };
  return begins_with(one, two) || begins_with(two, one);
}

struct Study {
  const Console& console;
  const RunInfo& info;
  const WorkerFactory& workers;
  Executor& executor;
};

/// The pictures of one folder, or the exit code of a run that cannot go on; the reason has been told.
struct Looked {
  std::vector<LabelledPicture> pictures;
  std::optional<ExitCode> stop;
};

Looked no_pictures(const Console& console, const std::string& folder, Text problem) {
  console.fail(std::string(folder).append(problem.in(console.language())));
  return {{}, ExitCode::usage};
}

/// Runs the probes over a folder.
Looked look_at(const Study& study, const std::string& folder) {
  std::error_code ignored;
  if (fs::exists(folder, ignored) && !fs::is_directory(folder, ignored)) {
    return no_pictures(study.console, folder, {": this is no folder", "：不是文件夹"});
  }
  SourceOrErrors opened = paths_source({folder}, {});
  if (!opened.source) {
    study.console.fail(opened.errors);
    return {{}, ExitCode::usage};
  }
  Looked looked;
  std::vector<std::unique_ptr<Sink>> sinks;
  sinks.push_back(std::make_unique<PictureSink>(study.console, looked.pictures));
  sinks.push_back(std::make_unique<ProgressSink>(study.console, opened.source->size_hint()));
  const std::unique_ptr<Sink> sink = make_tee_sink(std::move(sinks));
  const Summary summary =
      study.executor.run(study.info, *opened.source, study.workers, *sink, stop_on_signals());
  say_skipped(study.console, opened.source->skipped());
  if (!summary.complete) {
    if (summary.error) study.console.fail({*summary.error});
    return {{}, ExitCode::incomplete};
  }
  if (looked.pictures.empty()) {
    return no_pictures(study.console, folder,
                       {": no photo was found in this folder", "：此文件夹中没有照片"});
  }
  return looked;
}

Result<void> write_file(const std::string& path, const std::string& text) {
  auto file = open_atomic_file(path);
  if (!file) return file.error();
  if (auto written = file.value()->write(text); !written) return written;
  return file.value()->finish(true);
}

/// Writes the fragment and the plot where they are asked for; false after a failure.
bool write_results(const Console& console, const Calibration& calibration, const CalibrateOptions& options) {
  const Language language = console.language();
  std::vector<std::pair<std::string, std::string>> files;
  if (!options.plot.empty()) files.emplace_back(options.plot, calibration_plot(calibration, language));
  if (!options.fragment.empty() && calibration.any_suggestion()) {
    files.emplace_back(options.fragment, calibration_fragment(calibration, options.date, language));
  } else if (!options.fragment.empty()) {
    console.fail(std::string(
        Text{"there is no suggestion, so no fragment was written", "没有建议限值，未写出方案片段"}.in(
            language)));
  }
  for (const auto& [path, text] : files) {
    if (const auto written = write_file(path, text); !written) {
      console.fail({written.error()});
      return false;
    }
  }
  return true;
}

}  // namespace

ExitCode run_calibrate(const CommonOptions& common, const CalibrateOptions& options) {
  const Console console(common.language, options.verbosity);
  const auto refuse = [&console](const std::string& problem) {
    console.fail(problem);
    return ExitCode::usage;
  };
  const RuleInfo* info = find_rule(rules::table(), options.rule);
  if (info == nullptr) return refuse(unknown_rule(options.rule, common.language));
  const PlanOrErrors loaded =
      load_plan(options.profile, {common.profile_dir, rules::shipped_profiles()}, rules::table());
  if (!loaded.plan) {
    console.fail(loaded.errors);
    return ExitCode::usage;
  }
  const Probes probes = make_probes(bound_rule(*loaded.plan, *info, console));
  const std::string no_limit =
      std::string(info->code) +
      std::string(
          Text{": this rule has no limit that is a number", "：此规则没有数值限值"}.in(common.language));
  if (probes.params.empty()) return refuse(no_limit);
  if (overlap(options.good, options.bad)) {
    return refuse(std::string(Text{"--good and --bad are the same folder, or one lies in the other",
                                   "--good 与 --bad 是同一文件夹，或一个位于另一个之中"}
                                  .in(common.language)));
  }
  auto models = load_models(common.model_dir);
  if (!models) {
    console.fail({models.error()});
    return ExitCode::usage;
  }

  const WorkerFactory workers =
      photo_workers({&probes.rules, info->body->needs, models.value(), Limits{}, options.reference_day});
  const RunInfo run{kVersion, loaded.plan->name, loaded.plan->version, loaded.plan->hash, &probes.rules, {}};
  const std::unique_ptr<Executor> executor =
      make_executor(ExecutorKind::tbb, execution(options.jobs, options.memory_bytes));
  const Study study{console, run, workers, *executor};
  const Looked good = look_at(study, options.good);
  if (good.stop) return *good.stop;
  const Looked bad = look_at(study, options.bad);
  if (bad.stop) return *bad.stop;

  const Calibration calibration =
      calibrate(probes, good.pictures, bad.pictures, options.max_false_rejections);
  const std::string page = calibration_page(calibration, loaded.plan->name, common.language);
  std::fwrite(page.data(), 1, page.size(), stdout);
  if (calibration.limits.empty()) {
    console.fail(std::string(
        Text{"no picture gave a value with a limit", "没有照片给出带限值的测量结果"}.in(common.language)));
  }
  if (!write_results(console, calibration, options)) return ExitCode::incomplete;
  const bool all_read = calibration.good.unreadable.empty() && calibration.bad.unreadable.empty();
  return calibration.any_suggestion() && all_read ? ExitCode::accepted : ExitCode::not_accepted;
}

}  // namespace photolint::cli
