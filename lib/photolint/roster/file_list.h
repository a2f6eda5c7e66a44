// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "photolint/core/error.h"

namespace photolint {

/// One entry of a list of paths.
struct ListEntry {
  std::string path;              ///< as written; at most kMaxListEntryBytes
  int line = 0;                  ///< from 1; the number of the entry in a NUL-separated list
  std::optional<Error> problem;  ///< list_entry_invalid: too long, or a NUL inside a line
};

/// Longer entries are no paths: Linux allows 4096 bytes.
inline constexpr std::size_t kMaxListEntryBytes = 16 << 10;

/// What separates the entries of a list.
enum class ListSeparator { line_end, nul };

/// All entries in their order, or roster_unreadable when reading fails. Lines may end with CR LF; blank ones
/// are skipped; a UTF-8 byte order mark is dropped. Files are not looked for.
struct FileList {
  std::vector<ListEntry> entries;
  std::optional<Error> failure;
};

[[nodiscard]] FileList read_file_list(std::istream& bytes, ListSeparator separator);

}  // namespace photolint
