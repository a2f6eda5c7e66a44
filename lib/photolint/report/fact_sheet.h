// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/core/text.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// One measured or read fact for people.
struct FactRow {
  Text label;
  std::string value;  ///< with its unit
};

/// A headed group of facts.
struct FactSection {
  Text title;
  std::vector<FactRow> rows;
};

/// Every fact of an analysis, for `photolint inspect`. Stages that found nothing say so.
[[nodiscard]] std::vector<FactSection> fact_sheet(const Analysis& analysis, Language language);

/// The same as JSON, with landmarks and every measurement of the findings; keys in a fixed order, numbers
/// rounded to 1/100 px, 1/100 degree and 1/10000 for shares.
[[nodiscard]] std::string fact_json(const Analysis& analysis, const std::vector<Finding>& findings,
                                    VerdictStatus status);

}  // namespace photolint
