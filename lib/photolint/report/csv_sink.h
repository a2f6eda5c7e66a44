// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The report for Excel: one row a student, RFC 4180, UTF-8. docs/reports.md names the columns.
[[nodiscard]] std::unique_ptr<Sink> make_csv_sink(std::unique_ptr<Output> output,
                                                  const ReportOptions& options);

}  // namespace photolint
