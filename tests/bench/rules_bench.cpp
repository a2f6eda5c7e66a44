// SPDX-License-Identifier: GPL-3.0-or-later
// Milliseconds of one core for every rule on an analysed photo, and for the analysis that they stand on.
// usage: photolint_rules_bench [PHOTO] [--benchmark_...]; without a photo a sample of 480x640.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/analysis/analyser.h"
#include "photolint/analysis/models.h"
#include "photolint/analysis/process_setup.h"
#include "photolint/core/limits.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/rule/verdict.h"
#include "rules/registry.h"

using namespace photolint;

namespace {

/// What every rule of the table asks for.
Needs all_needs() {
  Needs needs;
  for (const RuleInfo& rule : rules::table()) needs = needs | rule.body->needs;
  return needs;
}

void add_analysis(const char* name, Analyser& analyser, const DecodedImage& photo, Needs needs) {
  benchmark::RegisterBenchmark(name, [&analyser, &photo, needs](benchmark::State& state) {
    const WorkItem item;
    for (auto _ : state) benchmark::DoNotOptimize(analyser.analyse(photo, item, needs));
  })->Unit(benchmark::kMillisecond);
}

void add_rules(const Analysis& analysis) {
  for (const RuleInfo& rule : rules::table()) {
    const std::string name = "rule/" + std::string(rule.code) + "_" + std::string(rule.symbol);
    benchmark::RegisterBenchmark(name.c_str(), [&analysis, body = rule.body](benchmark::State& state) {
      const Params params(body->params);
      for (auto _ : state) benchmark::DoNotOptimize(body->run(analysis, params));
    })->Unit(benchmark::kMillisecond);
  }
}

/// Whether the rule came before those of appearance, which are to cost at most 10 core-ms together with the
/// stages eyes and glasses of photolint_stages_bench.
bool came_first(std::string_view code) {
  constexpr std::array kFirst = {"IMG001", "IMG006", "IMG007", "IMG009", "BGD001", "BGD002", "BGD003"};
  if (code.starts_with("GEO")) return code < "GEO015";
  return code.starts_with("FIL") ? code < "FIL011" || code == "FIL014"
                                 : std::find(kFirst.begin(), kFirst.end(), code) != kFirst.end();
}

/// Rules of photos after one another, as in a run. The single lines find there what several rules derive
/// together; here it is derived once a round.
template <typename Wanted>
void add_sum(const char* name, const Analysis& analysis, Wanted wanted) {
  std::vector<BoundRule> rules;
  for (const RuleInfo& rule : rules::table()) {
    if (rule.body->subject != RuleSubject::photo || !wanted(rule.code)) continue;
    rules.push_back({&rule, Params(rule.body->params), Severity::error, OnCannotAssess::review, {}});
  }
  benchmark::RegisterBenchmark(name, [&analysis, rules](benchmark::State& state) {
    for (auto _ : state) {
      const Analysis fresh = analysis;  // its derived values are empty
      benchmark::DoNotOptimize(evaluate(fresh, rules));
    }
  })->Unit(benchmark::kMillisecond);
}

Result<DecodedImage> load(const std::string& path) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path, Limits{});
  if (!bytes) return bytes.error();
  return decode(bytes.value(), path, Limits{}, kWorkingEdge);
}

}  // namespace

int main(int argc, char* argv[]) {
  set_up_process();
  benchmark::Initialize(&argc, argv);
  const Result<DecodedImage> photo =
      load(argc > 1 ? argv[1] : PHOTOLINT_SOURCE_DIR "/samples/rules/sharpness/good.jpg");
  if (!photo) {
    std::cerr << "cannot read the photo\n";
    return EXIT_FAILURE;
  }
  const auto models = load_models("").value();
  Analyser timed = Analyser::make(models).value();
  add_analysis("analysis/faces_to_head", timed, photo.value(), Need::head | Need::pixels);
  add_analysis("analysis/all", timed, photo.value(), all_needs());
  // The rules look at facts of their own analyser: a later analysis would end the life of the first.
  Analyser analyser = Analyser::make(models).value();
  const WorkItem item;
  const Analysis analysis = analyser.analyse(photo.value(), item, all_needs());
  add_rules(analysis);
  add_sum("rules/all_of_a_photo", analysis, [](std::string_view) { return true; });
  add_sum("rules/without_appearance", analysis, came_first);
  benchmark::RunSpecifiedBenchmarks();
  return EXIT_SUCCESS;
}
