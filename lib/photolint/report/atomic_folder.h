// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "photolint/core/result.h"

namespace photolint {

/// A report of many files that appears, and replaces an older one, as a whole. The files are written into
/// "<path>.partial"; finish(true) exchanges the two folders in one step and removes the older one, so that no
/// file of an older, longer report stays behind. A folder is replaced or emptied only where it is empty or
/// holds the mark of such a report: a folder of the user's own with the same name is an error, never lost.
class AtomicFolder {
 public:
  /// path: without '/' at its end. Errors, here and later: output_failed with path and reason ("report-busy"
  /// while another run writes the same report, "folder-not-a-report" for a folder of somebody else's).
  [[nodiscard]] static Result<std::unique_ptr<AtomicFolder>> open(const std::string& path);
  /// Without finish: removes what was written.
  ~AtomicFolder();
  AtomicFolder(const AtomicFolder&) = delete;
  AtomicFolder& operator=(const AtomicFolder&) = delete;

  /// Writes a new file, readable by its owner only. name: relative; its folders are made when
  /// missing.
  Result<void> write(const std::string& name, std::string_view bytes);
  /// Puts everything on the disk; whole: gives the folder its final name, else it keeps the partial one.
  Result<void> finish(bool whole);

 private:
  AtomicFolder(std::string path, int folder, int mark);
  Result<void> make_parents(const std::string& name);
  Result<void> take_final_name();

  std::string path_;
  std::string partial_;
  int folder_;        ///< descriptor of the partial folder
  int mark_;          ///< of its mark, locked
  std::string made_;  ///< folder of the last file
};

}  // namespace photolint
