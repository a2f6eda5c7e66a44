// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// Raised with every change: only the same version reads a file.
inline constexpr int kMergeSchema = 1;

/// Everything that `photolint merge` needs to write any report again: a head, a verdict a line, the end. Not
/// masked. The file takes its name also when the run was not complete, because its last line says so.
[[nodiscard]] std::unique_ptr<Sink> make_merge_sink(std::unique_ptr<Output> output,
                                                    const ReportOptions& options);

}  // namespace photolint
