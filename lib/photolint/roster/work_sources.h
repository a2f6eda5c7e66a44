// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/directory.h"
#include "photolint/roster/file_list.h"
#include "photolint/roster/roster.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// A source that says what it left out.
class CountedSource : public WorkSource {
 public:
  /// Complete from the beginning on.
  [[nodiscard]] virtual SkippedCounts skipped() const { return {}; }
  /// Field::name of the roster's columns in their order; none without a roster.
  [[nodiscard]] virtual std::vector<std::string> field_names() const { return {}; }
};

/// A source, or every reason why the run cannot begin.
struct SourceOrErrors {
  std::unique_ptr<CountedSource> source;
  std::vector<Error> errors;
};

/// Files and folders in the order given, folders recursively. A single folder's photos are shown relative to
/// it; otherwise paths are shown relative to the deepest folder that holds all that was named. A named file
/// is checked whatever it is called. Errors: path_missing, usage (no path).
[[nodiscard]] SourceOrErrors paths_source(const std::vector<std::string>& paths,
                                          const DirectoryOptions& options);

/// The paths of a list in its order. Relative paths are opened from the working directory and shown as
/// written; absolute ones are shown relative to the deepest folder that holds them all. Errors:
/// roster_unreadable.
[[nodiscard]] SourceOrErrors list_source(std::istream& bytes, ListSeparator separator);

/// A roster with its photos.
struct RosterSourceOptions {
  std::string roster_path;
  RosterFormat format;
  std::string photos_dir;  ///< empty: the photo column says where the photos are
  DirectoryOptions directory;
  std::string name_template;       ///< empty: none
  std::vector<std::string> match;  ///< steps of MatchOptions; empty: path, id_number, student_no, template
  /// Folder of the capture codes' pictures, found by the column code_image, else by ID or student number;
  /// empty: the column alone says where they are, relative to the photos or to the roster.
  std::string codes_dir;
};

/// One item a row in the order of the roster, then the photos that no row claims in the order of their paths.
/// Errors: those of RosterReader::open_file, path_missing, template_invalid, roster_field_unknown,
/// roster_header_missing (no column to match by), usage.
[[nodiscard]] SourceOrErrors roster_source(const RosterSourceOptions& options);

}  // namespace photolint
