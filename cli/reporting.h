// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "console.h"
#include "exit_code.h"
#include "photolint/report/sink.h"
#include "photolint/roster/glob.h"
#include "photolint/roster/roster.h"

// What the commands that write reports do alike.

namespace photolint::cli {

[[nodiscard]] std::vector<Glob> globs(const std::vector<std::string>& patterns);

/// Of words "column=field", which the parser has checked.
[[nodiscard]] std::vector<ColumnMapping> column_mappings(const std::vector<std::string>& words);

/// The words of --match: a template is recognised by its brace.
struct MatchWords {
  std::vector<std::string> steps;
  std::string name_template;  ///< empty: none
};
[[nodiscard]] MatchWords match_words(const std::vector<std::string>& words);

/// What is asked for, and the progress where the report does not go to the terminal itself. by_state: lists
/// by ReconcileState. rules: of the run. console must outlive the sink. Errors: those of open_reports() and
/// open_collection(); template_invalid.
[[nodiscard]] Result<std::unique_ptr<Sink>> open_run_sinks(
    const Console& console, const CommonOptions& common, const CheckOptions& options,
    std::optional<std::int64_t> total, const std::vector<BoundRule>& rules, bool by_state = false);

/// Says on the console how many items came to which end, where the reports are, and why the run is not
/// complete.
void say_summary(const Console& console, const Summary& summary, const CheckOptions& options);

[[nodiscard]] ExitCode exit_code_of(const Summary& summary, const CheckOptions& options);

}  // namespace photolint::cli
