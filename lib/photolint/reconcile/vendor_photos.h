// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "photolint/reconcile/row_store.h"
#include "photolint/roster/directory.h"
#include "photolint/roster/matching.h"

namespace photolint {

/// What was found for one row of the vendor's list.
struct VendorPhoto {
  std::string path;        ///< to open it with; empty: none
  std::string shown_path;  ///< below the folder of the photos
  std::optional<Error> problem;
};

/// The photos that the vendor delivered, given to the rows of the vendor's list.
struct VendorPhotos {
  std::vector<VendorPhoto> of_row;   ///< one a row
  std::vector<FoundFile> unclaimed;  ///< photos that no row claims, in the order of their paths
  SkippedCounts skipped;
};

/// Finds the photo of every row as `check` does: the rows claim in the order of the list. match.photos_dir
/// must be a folder.
[[nodiscard]] VendorPhotos find_vendor_photos(const RowStore& rows, MatchOptions match,
                                              const DirectoryOptions& directory);

}  // namespace photolint
