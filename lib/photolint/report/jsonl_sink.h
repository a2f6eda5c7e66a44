// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The report for programs: one JSON object a line, as docs/schema/verdict.schema.json says.
[[nodiscard]] std::unique_ptr<Sink> make_jsonl_sink(std::unique_ptr<Output> output,
                                                    const ReportOptions& options);

}  // namespace photolint
