// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/atomic_file.h"
#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The report for CI servers: a test case a student; a failure for rejected and review, an error for an item
/// whose photo could not be checked. The counts stand before the cases, so these wait in scratch.
[[nodiscard]] std::unique_ptr<Sink> make_junit_sink(std::unique_ptr<Output> output,
                                                    std::unique_ptr<ScratchFile> scratch,
                                                    const ReportOptions& options);

}  // namespace photolint
