// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <string>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// Rows of one worksheet of an Excel 97-2003 workbook ([MS-XLS], BIFF8). The format allows 65,536 rows; the
/// workbook is held in memory, up to 256 MiB. sheet: its name; empty for the only visible one with data.
/// Errors: roster_damaged, roster_encrypted (also for encrypted XLSX files, which come in the same
/// container), roster_unsupported (Excel 95 and before, other documents), roster_too_large and those of
/// choose_sheet().
[[nodiscard]] RowReaderResult xls_rows(std::unique_ptr<std::istream> bytes, const std::string& sheet,
                                       const CsvLimits& limits);

}  // namespace photolint
