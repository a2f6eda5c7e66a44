// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/options/spec.h"

// Options that several commands have, so that they are called and explained alike everywhere.

namespace photolint::cli {

inline constexpr Text kPlainGroup{"Options", "选项"};
inline constexpr Text kReportGroup{"Verdicts and reports", "结论与报告"};
inline constexpr Text kRunGroup{"Running", "运行"};

/// What the options of run_options() say, as words.
struct RunWords {
  std::string jobs = "0";
  std::string memory{};
  std::string date{};
  std::string executor = "tbb";
  bool quiet = false;
  bool verbose = false;
};

[[nodiscard]] OptionSpec profile_option(std::string* target, Text group);
[[nodiscard]] OptionSpec date_option(std::string* target, Text group);
[[nodiscard]] OptionSpec encoding_option(std::string names, std::string* target, OwnedText help, Text group);
/// --match with its help.
[[nodiscard]] OptionSpec match_option(std::vector<std::string>* target, OwnedText help, Text group);
[[nodiscard]] OptionSpec map_option(std::string names, std::vector<std::string>* target, OwnedText help,
                                    Text group);
/// --jobs and --memory
[[nodiscard]] std::vector<OptionSpec> worker_options(RunWords& words);
/// --jobs, --memory, --date, --executor, --quiet, --verbose
[[nodiscard]] std::vector<OptionSpec> run_options(RunWords& words);
/// --profile, --collect, --out, --format and what belongs to the reports
[[nodiscard]] std::vector<OptionSpec> report_options(CheckOptions& options);

/// The part of report_options() that says how reports are written.
[[nodiscard]] std::vector<OptionSpec> report_file_options(CheckOptions& options);
/// --fail-on with its help.
[[nodiscard]] OptionSpec fail_on_option(std::string& target);
/// What the word of --fail-on means.
[[nodiscard]] FailOn fail_on_of(const std::string& word);
/// --quiet and --verbose
[[nodiscard]] std::vector<OptionSpec> loudness_options(RunWords& words);
/// --null of the commands that read no list of paths.
[[nodiscard]] OptionSpec null_option(bool* target);

void append(std::vector<OptionSpec>& options, std::vector<OptionSpec> more);

/// Sets the members that the words of run_options() decide, and the formats.
[[nodiscard]] CheckOptions with_words(CheckOptions options, const RunWords& words);

/// What excludes each other in run_options() and report_options().
[[nodiscard]] std::optional<OwnedText> run_contradiction(const CheckOptions& options, const RunWords& words);

}  // namespace photolint::cli
