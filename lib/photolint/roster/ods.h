// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "photolint/roster/row_reader.h"
#include "photolint/roster/zip_archive.h"

namespace photolint {

/// Rows of one table of an OpenDocument spreadsheet (ISO/IEC 26300), unpacked as they are read. All tables
/// stand in one part, which is read once more to find the one with data and its merged cells. sheet: its
/// name; empty for the only visible one with data. Errors: roster_damaged, roster_encrypted,
/// roster_unsupported (other OpenDocument files), roster_too_large and those of choose_sheet().
[[nodiscard]] RowReaderResult ods_rows(std::unique_ptr<ZipArchive> archive, const std::string& sheet,
                                       const CsvLimits& limits);

}  // namespace photolint
