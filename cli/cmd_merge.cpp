// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "commands.h"
#include "console.h"
#include "photolint/merge/merge.h"
#include "photolint/report/report_set.h"
#include "photolint/report/shown.h"
#include "reporting.h"
#include "rules/registry.h"
#include "running.h"

namespace photolint::cli {
namespace {

namespace fs = std::filesystem;

/// The name of the file inside an output folder.
std::string merge_file(const std::string& folder) {
  const auto formats = report_formats();
  const auto format =
      std::find_if(formats.begin(), formats.end(), [](const ReportFormat& f) { return f.name == "merge"; });
  return folder + "/" + std::string(format->file);
}

/// Open files and their readers; the readers refer to the files.
struct Parts {
  std::vector<std::unique_ptr<std::ifstream>> files;
  std::vector<std::unique_ptr<MergeReader>> readers;
  std::vector<Error> errors;
};

Parts open_parts(const MergeOptions& options) {
  Parts parts;
  for (const std::string& folder : options.folders) {
    const std::string path = merge_file(folder);
    std::error_code ignored;
    const bool into_itself = fs::equivalent(folder, options.check.out, ignored);
    auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
    if (into_itself || !*file) {
      parts.errors.push_back({ErrorCode::usage,
                              {{"detail", into_itself ? "merge-into-part" : "merge-no-file"}},
                              {into_itself ? folder : path, 0, 0, {}}});
      continue;
    }
    auto reader = MergeReader::open(*file, path, rules::table());
    if (!reader) {
      parts.errors.push_back(reader.error());
      continue;
    }
    parts.files.push_back(std::move(file));
    parts.readers.push_back(std::move(reader).value());
  }
  return parts;
}

}  // namespace

ExitCode run_merge(const CommonOptions& common, const MergeOptions& options) {
  const Console console(common.language, options.check.verbosity);
  const auto refuse = [&console](const std::vector<Error>& errors) {
    console.fail(errors);
    return ExitCode::usage;
  };
  Parts parts = open_parts(options);
  if (!parts.errors.empty()) return refuse(parts.errors);
  auto merge = Merge::of(std::move(parts.readers));
  if (!merge) return refuse({merge.error()});
  const RunInfo run = merge.value().run();
  const bool by_state = run.comparison != ListComparison::none;
  auto sink = open_run_sinks(console, common, options.check, std::nullopt, rules_of(run), by_state);
  if (!sink) return refuse({sink.error()});
  const StopToken& stop = stop_on_signals();
  const Summary summary = merge.value().write(*sink.value(), [&stop] { return stop.stop_requested(); });
  say_summary(console, summary, options.check);
  return exit_code_of(summary, options.check);
}

}  // namespace photolint::cli
