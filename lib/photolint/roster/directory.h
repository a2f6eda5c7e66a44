// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/glob.h"

namespace photolint {

/// Which files of a folder are wanted.
struct DirectoryOptions {
  std::vector<Glob> include;  ///< empty: all; files only
  std::vector<Glob> exclude;  ///< files and folders; stronger than include
};

/// What a walk left out, so that nothing is left out silently.
struct SkippedCounts {
  std::int64_t hidden = 0;  ///< names that begin with '.', files and folders of systems (Thumbs.db ...)
  std::int64_t other_extension = 0;  ///< files that are no pictures by their name
  std::int64_t excluded = 0;         ///< by the include and exclude patterns; a folder counts once
  std::int64_t repeated = 0;         ///< folders that were walked already (symbolic links, loops)
  std::int64_t deleted_rows = 0;     ///< rows of a DBF roster that are marked as deleted
  bool operator==(const SkippedCounts&) const = default;
};

/// A file that a walk found.
struct FoundFile {
  std::string path;              ///< to open it with
  std::string shown;             ///< relative to the root of the walk
  std::optional<Error> problem;  ///< file_unreadable for a folder that cannot be listed, file_not_regular
};

/// True for jpg jpeg jpe jfif png webp bmp tif tiff heic heif gif in any case.
[[nodiscard]] bool has_photo_extension(std::string_view name);

/// True for hidden files and those that operating systems leave behind.
[[nodiscard]] bool is_system_name(std::string_view name);

/// Lists folders recursively, in the order of the bytes of the shown paths, one folder in memory a level.
/// Symbolic links are followed; a folder that was walked before is not walked again, under any root.
class DirectoryWalk {
 public:
  explicit DirectoryWalk(DirectoryOptions options);

  /// Walks this folder next. The walk before must be at its end.
  void start(const std::string& root);
  /// The next photo or problem, or nothing at the end.
  [[nodiscard]] std::optional<FoundFile> next();
  [[nodiscard]] const SkippedCounts& skipped() const { return skipped_; }

 private:
  enum class Type { file, folder, missing, other };
  struct Entry {
    std::string key;  ///< name, with '/' behind a folder's, so that sorting gives the order of whole paths
    Type type = Type::file;
  };
  struct Level {
    std::string path;   ///< with '/' at the end
    std::string shown;  ///< empty for the root, else with '/' at the end
    std::vector<Entry> entries;
    std::size_t position = 0;
  };

  [[nodiscard]] std::optional<Error> enter(const std::string& path, const std::string& shown);
  [[nodiscard]] std::optional<Error> list(Level& level);
  void add_entry(Level& level, const char* name, unsigned char type_hint);
  [[nodiscard]] bool wanted(const std::string& name, const std::string& shown, Type type);

  DirectoryOptions options_;
  SkippedCounts skipped_;
  std::set<std::pair<dev_t, ino_t>> seen_;
  std::vector<Level> levels_;
  std::optional<FoundFile> pending_;  ///< the root could not be listed
};

}  // namespace photolint
