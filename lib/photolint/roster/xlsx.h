// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

#include "photolint/roster/row_reader.h"
#include "photolint/roster/zip_archive.h"

namespace photolint {

/// Rows of one worksheet of an Office Open XML workbook (ECMA-376), unpacked as they are read. sheet: its
/// name; empty for the only visible one with data. Errors: roster_damaged, roster_encrypted,
/// roster_unsupported (binary workbooks), roster_too_large and those of choose_sheet().
[[nodiscard]] RowReaderResult xlsx_rows(std::unique_ptr<ZipArchive> archive, const std::string& sheet,
                                        const CsvLimits& limits);

}  // namespace photolint
