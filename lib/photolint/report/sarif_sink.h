// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The report for dashboards that read SARIF 2.1.0: a result for each rule that failed or could not be
/// assessed, and one for each item that could not be checked. docs/reports.md names the members.
[[nodiscard]] std::unique_ptr<Sink> make_sarif_sink(std::unique_ptr<Output> output,
                                                    const ReportOptions& options);

}  // namespace photolint
