// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// What the user may say about a table.
struct RowOptions {
  std::optional<TextEncoding> encoding;  ///< of separated text and DBF; none: found out
  std::string sheet;                     ///< worksheet by name; empty: the only visible one with data
  CsvLimits limits;
  std::string path;  ///< of the file, to look for a code page beside it; empty: none
};

/// Opens a table of any format; its content says which, its name does not count. bytes must be seekable.
/// Errors: roster_unsupported (web pages and other markup, old and binary workbooks), roster_sheet_missing
/// (a sheet is wanted from a format that has none) and those of the formats.
[[nodiscard]] RowReaderResult open_rows(std::unique_ptr<std::istream> bytes, const RowOptions& options);

}  // namespace photolint
