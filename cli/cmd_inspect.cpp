// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdio>
#include <filesystem>
#include <string>

#include "commands.h"
#include "console.h"
#include "photolint/analysis/analyser.h"
#include "photolint/decode/decode.h"
#include "photolint/pipeline/item_verdict.h"
#include "photolint/pipeline/photo_worker.h"
#include "photolint/profile/profile.h"
#include "photolint/report/annotate.h"
#include "photolint/report/atomic_file.h"
#include "photolint/report/columns.h"
#include "photolint/report/fact_sheet.h"
#include "photolint/report/render.h"
#include "rules/registry.h"
#include "rules/shipped_profiles.h"

namespace photolint::cli {
namespace {

constexpr Needs kEverything =
    Need::pixels | Need::faces | Need::parsing | Need::background | Need::head | Need::eyes | Need::glasses;

/// What the decoder says about the bytes, with the path.
Result<DecodedImage> decode_photo(const std::vector<std::uint8_t>& bytes, const std::string& path) {
  Result<DecodedImage> image =
      decode(bytes, std::filesystem::path(path).filename().string(), Limits{}, kWorkingEdge);
  if (image) return image;
  Error error = image.error();
  error.where.path = path;
  return error;
}

Result<Analyser> make_analyser(const std::string& model_dir) {
  auto models = load_models(model_dir);
  if (!models) return models.error();
  return Analyser::make(models.value());
}

std::string text_page(const Analysis& analysis, const std::vector<Finding>& findings, Language language) {
  std::string page;
  for (const FactSection& section : fact_sheet(analysis, language)) {
    page += std::string(section.title.in(language)) + "\n";
    for (const FactRow& row : section.rows) {
      page += "  " + pad_right(row.label.in(language), 42) + row.value + "\n";
    }
  }
  page += std::string(Text{"Rules", "规则"}.in(language)) + "\n";
  for (const Finding& finding : findings) page += "  " + describe(finding, language) + "\n";
  return page;
}

Result<void> write_annotated(const InspectOptions& options, Language language, const Analysis& analysis,
                             const Verdict& verdict) {
  ReportOptions report;
  report.language = language;
  report.show_ids = options.show_ids;
  const auto png = annotate(analysis, verdict, report);
  if (!png) return png.error();
  auto file = open_atomic_file(options.annotate);
  if (!file) return file.error();
  const std::string_view bytes(reinterpret_cast<const char*>(png.value().data()), png.value().size());
  if (auto written = file.value()->write(bytes); !written) return written;
  return file.value()->finish(true);
}

}  // namespace

ExitCode run_inspect(const CommonOptions& common, const InspectOptions& options) {
  const Console console(common.language);
  const PlanOrErrors loaded =
      load_plan(options.profile, {common.profile_dir, rules::shipped_profiles()}, rules::table());
  console.fail(loaded.errors);
  if (!loaded.plan) return ExitCode::usage;
  Result<Analyser> analyser = make_analyser(common.model_dir);
  if (!analyser) {
    console.fail({analyser.error()});
    return ExitCode::usage;
  }
  const Result<std::vector<std::uint8_t>> bytes = read_file(options.photo, Limits{});
  if (!bytes) {
    console.fail({bytes.error()});
    return ExitCode::usage;
  }
  const Result<DecodedImage> image = decode_photo(bytes.value(), options.photo);
  if (!image) {
    console.fail({image.error()});
    return ExitCode::not_accepted;
  }
  WorkItem item;
  item.path = item.shown_path = item.id = options.photo;
  Analysis analysis = analyser.value().analyse(image.value(), item, kEverything | loaded.plan->needs);
  analysis.reference_day = options.reference_day;
  Verdict verdict = verdict_for(item);
  verdict.findings = evaluate(analysis, loaded.plan->rules);
  verdict.status = conclude(verdict.findings);
  const std::string page = options.json ? fact_json(analysis, verdict.findings, verdict.status)
                                        : text_page(analysis, verdict.findings, common.language);
  std::fwrite(page.data(), 1, page.size(), stdout);
  if (!options.annotate.empty()) {
    if (const auto written = write_annotated(options, common.language, analysis, verdict); !written) {
      console.fail({written.error()});
      return ExitCode::incomplete;
    }
  }
  return verdict.status == VerdictStatus::accepted ? ExitCode::accepted : ExitCode::not_accepted;
}

}  // namespace photolint::cli
