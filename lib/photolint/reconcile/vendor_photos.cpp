// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/vendor_photos.h"

#include <utility>

namespace photolint {

VendorPhotos find_vendor_photos(const RowStore& rows, MatchOptions match, const DirectoryOptions& directory) {
  DirectoryWalk walk(directory);
  walk.start(match.photos_dir);
  std::vector<FoundFile> found;
  while (std::optional<FoundFile> photo = walk.next()) found.push_back(*std::move(photo));

  VendorPhotos result;
  result.skipped = walk.skipped();
  PhotoMatcher matcher(std::move(found), std::move(match));
  result.of_row.resize(rows.size());
  for (RowStore::Row row = 0; row < rows.size(); ++row) {
    // Cells in the wrong columns must not claim somebody else's photo.
    if (!rows.is_cut(row)) continue;
    WorkItem item;
    item.roster_line = rows.line(row);
    item.fields = rows.fields(row);
    item = matcher.with_photo(std::move(item));
    result.of_row[row] = {std::move(item.path), std::move(item.shown_path), std::move(item.problem)};
  }
  for (std::size_t i = 0; i < matcher.photos().size(); ++i) {
    if (matcher.unclaimed(i)) result.unclaimed.push_back(matcher.photos()[i]);
  }
  return result;
}

}  // namespace photolint
