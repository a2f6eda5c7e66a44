// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <istream>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/row_reader.h"
#include "photolint/roster/text_encoding.h"
#include "photolint/roster/work_item.h"

namespace photolint {

/// "--map column=field": the column with this header holds this field, whatever other columns are called.
struct ColumnMapping {
  std::string column;     ///< header, compared as fold_header() does
  std::string field;      ///< canonical name
  bool optional = false;  ///< a roster without the column is fine: a profile serves many lists
};

/// How to read a roster.
struct RosterFormat {
  std::optional<TextEncoding> encoding;  ///< none: detected
  std::vector<ColumnMapping> map;
  std::vector<std::string> required;  ///< fields that must have a column
  CsvLimits limits;
  std::string sheet{};  ///< worksheet by name; empty: the only visible one with data
};

/// One data row.
struct RosterRow {
  int line = 0;                  ///< where it begins, from 1
  std::vector<Field> fields;     ///< in column order; none where the row could not be cut into cells
  std::optional<Error> problem;  ///< roster_bad_quote, _row_too_large, _ragged_row, _encoding, _digits_lost,
                                 ///< _formula, _cell_error
};

class RosterReader;

/// An open roster, or every problem found in its header.
struct RosterOrErrors {
  std::unique_ptr<RosterReader> reader;
  std::vector<Error> errors;
};

/// Reads a roster row by row in memory that does not grow with it (shared texts of an XLSX file and the whole
/// of an XLS file aside, both of limited size). The format is known by the content: CSV and its like, XLSX,
/// ODS, XLS, DBF. Blank rows are skipped. The header is the first of the first ten filled rows that holds the
/// student number, name, ID number, photo, a required field or a mapped column; without such a row it is the
/// first filled one. Rows above it are titles.
class RosterReader {
 public:
  ~RosterReader();

  /// Opens a regular file. Errors: roster_unreadable and those of open().
  [[nodiscard]] static RosterOrErrors open_file(const std::string& path, const RosterFormat& format);
  /// bytes must be seekable; path is for the errors, and for the code page file beside a DBF file. Errors:
  /// roster_empty, roster_encoding, roster_bad_quote, roster_row_too_large (of the header),
  /// roster_header_missing, roster_header_duplicate, roster_field_unknown, roster_merged, roster_memo and
  /// those of open_rows().
  [[nodiscard]] static RosterOrErrors open(std::unique_ptr<std::istream> bytes, const RosterFormat& format,
                                           const std::string& path = {});

  /// The next row, or nothing at the end.
  [[nodiscard]] std::optional<RosterRow> next();
  /// roster_unreadable, roster_damaged or roster_too_large when the rows ended before the roster did.
  [[nodiscard]] std::optional<Error> failure() const;
  /// Field::name of each column.
  [[nodiscard]] const std::vector<std::string>& columns() const;
  [[nodiscard]] bool has_column(std::string_view field) const;
  [[nodiscard]] TextEncoding encoding() const;
  /// Rows marked as deleted (DBF) among those read so far.
  [[nodiscard]] std::int64_t deleted_rows() const;

 private:
  struct Impl;
  explicit RosterReader(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace photolint
