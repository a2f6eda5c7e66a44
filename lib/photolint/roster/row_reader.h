// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/result.h"
#include "photolint/roster/text_encoding.h"

namespace photolint {

/// What one record may cost. Rosters have some dozens of columns of some dozens of bytes.
struct CsvLimits {
  std::size_t max_cell_bytes = 1 << 20;
  std::size_t max_columns = 1024;
  std::size_t max_record_bytes = 4 << 20;
};

/// Why the text of a cell is not what its author entered.
enum class CellIssue {
  undecodable,  ///< bytes that are not valid in the encoding; the text is their display_text()
  digits_lost,  ///< 16 or more digits stored as a binary number, which holds 15
  formula,      ///< a formula that was saved without its result
  error_value,  ///< #N/A and its like

};

/// A cell that needs a word.
struct CellNote {
  std::size_t column = 0;  ///< from 0
  CellIssue issue = CellIssue::undecodable;
  bool operator==(const CellNote&) const = default;
};

/// One row of a table, the same for every format.
struct RosterRecord {
  int line = 0;                    ///< as the user sees it, from 1; 0 for a header that is no row
  std::vector<std::string> cells;  ///< valid UTF-8
  std::vector<CellNote> notes;     ///< in column order
  std::optional<Error> problem;    ///< roster_bad_quote or roster_row_too_large; then cells is empty
};

/// True where nobody has entered anything.
[[nodiscard]] bool is_blank(const RosterRecord& record);

/// Cells that are shown as one; rows and columns from 1, both ends included.
struct MergedArea {
  int first_row = 0;
  int last_row = 0;
  int first_column = 0;
  int last_column = 0;
  bool operator==(const MergedArea&) const = default;
};

/// Reads a table row by row. Belongs to one thread.
class RowReader {
 public:
  virtual ~RowReader() = default;

  /// The next row, or nothing at the end and after a failure. Lines ascend.
  [[nodiscard]] virtual std::optional<RosterRecord> next() = 0;
  /// Why the rows ended before the table did.
  [[nodiscard]] virtual std::optional<Error> failure() const { return std::nullopt; }
  /// Of the text in the file.
  [[nodiscard]] virtual TextEncoding encoding() const { return TextEncoding::utf8; }
  /// Filled rows at the top among which the header is looked for; 1 where the format has a header of its own.
  [[nodiscard]] virtual int header_rows() const { return 10; }
  /// True where blank cells at the end of a row are not written down.
  [[nodiscard]] virtual bool leaves_out_blanks() const { return true; }
  /// Of the whole sheet.
  [[nodiscard]] virtual std::vector<MergedArea> merged() const { return {}; }
  /// Headers of columns that are left out because their text stands in another file.
  [[nodiscard]] virtual std::vector<std::string> left_out() const { return {}; }
  /// Rows that are marked as deleted, up to the last one read.
  [[nodiscard]] virtual std::int64_t deleted() const { return 0; }
};

using RowReaderResult = Result<std::unique_ptr<RowReader>>;

}  // namespace photolint
