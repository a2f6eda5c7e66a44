// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The report for people: what ran, one line a finding grouped by student, how to correct, counts.
[[nodiscard]] std::unique_ptr<Sink> make_text_sink(std::unique_ptr<Output> output,
                                                   const ReportOptions& options);

}  // namespace photolint
