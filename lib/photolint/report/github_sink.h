// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/atomic_file.h"
#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// Workflow commands that GitHub Actions shows as annotations: one a reason against an item. The totals stand
/// before them, because GitHub shows the first ten of a kind only, so the annotations wait in scratch.
[[nodiscard]] std::unique_ptr<Sink> make_github_sink(std::unique_ptr<Output> output,
                                                     std::unique_ptr<ScratchFile> scratch,
                                                     const ReportOptions& options);

}  // namespace photolint
