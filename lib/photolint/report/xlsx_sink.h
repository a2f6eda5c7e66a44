// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"
#include "photolint/report/xlsx_book.h"

namespace photolint {

/// The report for registrars: a workbook with a sheet for each question. docs/reports.md names the sheets.
/// scratch_folder: for what must wait, in files without a name. Errors: output_failed.
[[nodiscard]] Result<std::unique_ptr<Sink>> make_xlsx_sink(std::unique_ptr<Output> output,
                                                           const std::string& scratch_folder,
                                                           const ReportOptions& options,
                                                           const XlsxLimits& limits = {});

}  // namespace photolint
