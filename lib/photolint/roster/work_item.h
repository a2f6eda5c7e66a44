// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/reconciled.h"

namespace photolint {

/// One cell of the roster: canonical field name (records.md: student_no, name, id_number ...) or, for a
/// column that photolint does not know, its header as written; and the cell's text in UTF-8.
struct Field {
  std::string name;
  std::string text;
  bool operator==(const Field&) const = default;
};

/// The picture of a student's capture code, as far as the roster leads to one.
struct CodeFile {
  std::string path;              ///< to open the file with; empty when none was found
  std::string shown_path;        ///< as WorkItem::shown_path
  std::optional<Error> problem;  ///< photo_missing, photo_ambiguous or photo_shared, of the code's picture
};

/// One unit of work: a photo to check, a roster row without a photo, or a photo without a row.
struct WorkItem {
  std::int64_t seq = 0;       ///< position in the run, from 0; the order of every report
  std::string id;             ///< student number, else ID number, else the shown path; unmasked
  std::string path;           ///< to open the file with, bytes as the system gave them; empty when none
  std::string shown_path;     ///< relative to what the user named, '/' as separator; raw bytes
  std::vector<Field> fields;  ///< roster cells in column order; empty without a roster
  int roster_line = 0;        ///< line of the roster, from 1; 0 without a roster
  /// Known before opening: photo_missing, photo_ambiguous, photo_unclaimed ...
  std::optional<Error> problem;
  std::optional<CodeFile> code;          ///< none where neither a column nor a folder of codes was given
  std::optional<Reconciled> reconciled;  ///< of `reconcile` only

  /// Text of the field, or nullptr where the roster has no such column.
  [[nodiscard]] const std::string* field(std::string_view name) const {
    for (const Field& f : fields) {
      if (f.name == name) return &f.text;
    }
    return nullptr;
  }
};

/// Where work comes from; read by one thread, in order.
class WorkSource {
 public:
  virtual ~WorkSource() = default;
  /// The next item with its seq set, or nothing at the end.
  virtual std::optional<WorkItem> next() = 0;
  /// How many items there will be, where that is known without reading everything.
  [[nodiscard]] virtual std::optional<std::int64_t> size_hint() const { return std::nullopt; }
  /// After the end: why there may be more items that could not be read. The run is incomplete then.
  [[nodiscard]] virtual std::optional<Error> failure() const { return std::nullopt; }
};

}  // namespace photolint
