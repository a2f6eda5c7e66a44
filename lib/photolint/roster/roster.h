// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/csv.h"
#include "photolint/roster/text_encoding.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// "--map column=field": the column with this header holds this field, whatever other columns are called.
struct ColumnMapping {
  std::string column;  ///< header, compared as fold_header() does
  std::string field;   ///< canonical name
};

/// How to read a roster.
struct RosterFormat {
  std::optional<TextEncoding> encoding;  ///< none: detected
  std::vector<ColumnMapping> map;
  std::vector<std::string> required;  ///< fields that must have a column
  CsvLimits limits;
};

/// One data row.
struct RosterRow {
  int line = 0;                  ///< where it begins, from 1
  std::vector<Field> fields;     ///< in column order; none where the row could not be cut into cells
  std::optional<Error> problem;  ///< roster_bad_quote, _row_too_large, _ragged_row, _encoding, _digits_lost
};

class RosterReader;

/// An open roster, or every problem found in its header.
struct RosterOrErrors {
  std::unique_ptr<RosterReader> reader;
  std::vector<Error> errors;
};

/// Reads a roster row by row in memory that does not grow with it. Blank rows are skipped.
class RosterReader {
 public:
  ~RosterReader();

  /// Opens a regular file. Errors: roster_unreadable and those of open().
  [[nodiscard]] static RosterOrErrors open_file(const std::string& path, const RosterFormat& format);
  /// bytes must be seekable; path is for the errors only. Errors: roster_empty, roster_encoding,
  /// roster_bad_quote, roster_row_too_large (of the header), roster_header_missing, roster_header_duplicate,
  /// roster_field_unknown.
  [[nodiscard]] static RosterOrErrors open(std::unique_ptr<std::istream> bytes, const RosterFormat& format,
                                           const std::string& path = {});

  /// The next row, or nothing at the end.
  [[nodiscard]] std::optional<RosterRow> next();
  /// roster_unreadable when the system failed to read to the end.
  [[nodiscard]] std::optional<Error> failure() const;
  /// Field::name of each column.
  [[nodiscard]] const std::vector<std::string>& columns() const;
  [[nodiscard]] bool has_column(std::string_view field) const;
  [[nodiscard]] TextEncoding encoding() const;

 private:
  struct Impl;
  explicit RosterReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace photolint
