// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/directory.h"
#include "photolint/roster/file_name_template.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// Words of --match that are no field: the photo column, and the template.
inline constexpr std::string_view kMatchPath = "path", kMatchTemplate = "template";

/// How photos find their rows.
struct MatchOptions {
  /// Steps in order; the first that finds a photo decides. "path", "template", or a field that the file name
  /// without its extension must equal.
  std::vector<std::string> steps;
  std::optional<FileNameTemplate> name_template;
  std::string photos_dir;            ///< root of the photos; empty: none
  std::string roster_dir;            ///< a photo column may also be relative to it
  std::string path_field = "photo";  ///< the column of the step "path"
};

/// A file name or a cell as they are compared: full-width forms folded, no blanks at the ends, x upper case.
[[nodiscard]] std::string match_key(std::string_view text);

/// Finds photos by a key; memory is 16 bytes a photo beside the keys that it makes again when asked.
class PhotoIndex {
 public:
  using KeyOf = std::string (*)(const FoundFile&, const MatchOptions&);

  /// photos and options must outlive the object. Photos with a problem are left out.
  PhotoIndex(const std::vector<FoundFile>& photos, const MatchOptions& options, KeyOf key_of);
  /// Positions of the photos with the key, ascending.
  [[nodiscard]] std::vector<std::size_t> find(const std::string& key) const;

 private:
  const std::vector<FoundFile>* photos_;
  const MatchOptions* options_;
  KeyOf key_of_;
  std::vector<std::pair<std::uint64_t, std::size_t>> entries_;  ///< hash of the key, position; sorted
};

/// Gives each roster row its photo. Rows must come in the order of the roster: the first to claim a photo
/// keeps it.
class PhotoMatcher {
 public:
  PhotoMatcher(std::vector<FoundFile> photos, MatchOptions options);
  PhotoMatcher(const PhotoMatcher&) = delete;
  PhotoMatcher& operator=(const PhotoMatcher&) = delete;

  /// Sets path, shown_path and, where the item has no problem yet, a problem: photo_missing, photo_ambiguous,
  /// photo_shared. The item must have its fields and roster_line.
  [[nodiscard]] WorkItem with_photo(WorkItem item);

  [[nodiscard]] const std::vector<FoundFile>& photos() const { return photos_; }
  /// True when a row so far claims the file, wherever it lies.
  [[nodiscard]] bool claims_file(const std::string& path) const;
  /// True when no row so far claims photos()[position].
  [[nodiscard]] bool unclaimed(std::size_t position) const { return claimed_by_[position] == 0; }

 private:
  struct Match {
    std::vector<std::size_t> photos;  ///< positions; empty when the file is outside of the photos
    std::optional<FoundFile> outside;
    std::optional<std::pair<dev_t, ino_t>> identity;  ///< of outside
    bool decided = false;
    std::string tried;
  };

  [[nodiscard]] Match match_step(const std::string& step, const WorkItem& item) const;
  [[nodiscard]] Match match_path(std::string_view cell) const;
  [[nodiscard]] std::vector<std::size_t> find_below_photos(const std::string& absolute) const;
  [[nodiscard]] WorkItem claim(WorkItem item, const Match& match);

  std::vector<FoundFile> photos_;
  MatchOptions options_;
  std::string photos_root_;  ///< absolute, normal, with '/' at the end; empty: none
  PhotoIndex by_path_;
  PhotoIndex by_stem_;
  PhotoIndex by_template_;
  std::vector<int> claimed_by_;  ///< roster line, 0: nobody
  std::map<std::pair<dev_t, ino_t>, int> outside_claims_;
};

}  // namespace photolint
