// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The whole report as one JSON document, as docs/schema/report.schema.json says. A run that is not complete
/// gives a whole document too: its summary says so.
[[nodiscard]] std::unique_ptr<Sink> make_json_sink(std::unique_ptr<Output> output,
                                                   const ReportOptions& options);

}  // namespace photolint
