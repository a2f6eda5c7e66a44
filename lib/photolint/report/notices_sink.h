// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "photolint/report/options.h"
#include "photolint/report/sink.h"

namespace photolint {

/// Notices to the students who are not accepted: a text file a student and mail-merge.csv. They are collected
/// beside the folder, in "<folder>.partial", and take the place of an earlier run's when the run is complete;
/// mail-merge.csv comes last. folder: without '/' at its end. Errors: those of NoticeTemplate::load() and of
/// open_atomic_file().
[[nodiscard]] Result<std::unique_ptr<Sink>> open_notices(const std::string& folder,
                                                         const ReportOptions& options);

}  // namespace photolint
