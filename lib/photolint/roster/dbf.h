// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// True for the beginning of a dBase III/IV or FoxPro table.
[[nodiscard]] bool is_dbf(std::string_view head);

/// Records of a dBase table; the field names are the first row, and a line is a record number. The encoding
/// is the one that is given, else that of the language driver byte, else that of the .cpg file beside path,
/// else strict UTF-8 and then GB18030 as for other text. UTF-16 does not exist there and is read as UTF-8.
/// Deleted records are counted and skipped; memo and binary fields are left out. Errors: roster_damaged,
/// roster_encrypted.
[[nodiscard]] RowReaderResult dbf_rows(std::unique_ptr<std::istream> bytes,
                                       std::optional<TextEncoding> encoding, const std::string& path,
                                       const CsvLimits& limits);

}  // namespace photolint
