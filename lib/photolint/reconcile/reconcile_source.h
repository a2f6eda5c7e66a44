// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/roster/work_sources.h"

namespace photolint {

/// What to compare.
struct ReconcileSetup {
  std::string school_path;  ///< the school's list: whom the registry shall have
  RosterFormat school_format;
  std::string vendor_path;  ///< what the capture vendor delivered
  RosterFormat vendor_format;
  std::string photos_dir;  ///< the photos that the vendor delivered; empty: no photo is looked at
  DirectoryOptions directory;
  std::string name_template;       ///< empty: none
  std::vector<std::string> match;  ///< steps of MatchOptions; empty: path, id_number, student_no, template
};

/// Joins both lists. One item a row of the school's list, in its order, with the state that it is in; then
/// the rows of the vendor's list that belong to nobody, in its order; then the photos that no row claims. An
/// item whose photo is still to be checked has a path and is ready_doubtful or field_differs. Errors: those
/// of RosterReader::open_file for either list, path_missing, template_invalid, roster_field_unknown,
/// roster_header_missing (no column to join by), usage.
[[nodiscard]] SourceOrErrors reconcile_source(const ReconcileSetup& setup);

}  // namespace photolint
