// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

#include "photolint/report/options.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// The objects that docs/schema/verdict.schema.json describes, each on one line, for every report made of
/// JSON. The members of `reconcile` stand in its own reports only.
[[nodiscard]] std::string run_json(const RunInfo& run, const ReportOptions& options);
[[nodiscard]] std::string item_json(const Verdict& verdict, const ReportOptions& options);
/// comparison: as in the run's object.
[[nodiscard]] std::string summary_json(ListComparison comparison, const Summary& summary,
                                       const ReportOptions& options);

/// "en" or "zh-CN".
[[nodiscard]] std::string_view language_tag(Language language);

/// The measured values of an outcome: name, value, unit, limits and distance of each.
[[nodiscard]] std::string measured_json(const Outcome& outcome);

/// Corner and size of a region, pixels.
[[nodiscard]] std::string region_json(const Rect& region);

}  // namespace photolint
