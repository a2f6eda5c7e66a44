// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/row_reader.h"
#include "photolint/roster/text_encoding.h"

namespace photolint {

/// One record, cells in the bytes of the TextReader.
struct CsvRecord {
  int line = 0;  ///< where it begins, from 1
  std::vector<std::string> cells;
  std::optional<Error> problem;  ///< roster_bad_quote or roster_row_too_large; then cells is empty
};

/// Comma, tab or semicolon: the one most often found outside quotes in the first line that holds any, of the
/// first ten that are not blank (titles above the header hold none); comma when there is none.
[[nodiscard]] char sniff_delimiter(std::string_view head);

/// Reads records of RFC 4180: quoted cells may hold delimiters, line ends and doubled quotes. A line ends
/// with LF, CR LF or CR. A record that cannot be read loses only its first line: reading goes on behind it,
/// and every byte is looked at twice at most.
class CsvReader {
 public:
  /// text must outlive the object.
  explicit CsvReader(TextReader& text, const CsvLimits& limits = {});

  /// The next record (a blank line is a record of one empty cell), or nothing at the end.
  [[nodiscard]] std::optional<CsvRecord> next();

 private:
  struct Scan;

  [[nodiscard]] int at(std::size_t i);
  [[nodiscard]] bool fill();
  [[nodiscard]] bool is_line_end(int c) const { return c == '\n' || c == '\r'; }
  [[nodiscard]] std::size_t behind_line_end(std::size_t i);
  [[nodiscard]] Scan scan_record();
  void scan_quoted(Scan& scan);
  void scan_plain(Scan& scan);
  void check_size(Scan& scan, std::size_t cell_bytes, ErrorCode code) const;
  void consume(std::size_t end);
  void skip_line();

  TextReader* text_;
  CsvLimits limits_;
  std::optional<char> delimiter_;
  std::string buffer_;              ///< begins somewhere before the record that is read
  std::size_t begin_ = 0;           ///< of the record, in buffer_
  std::size_t one_line_until_ = 0;  ///< in buffer_: before it a quoted cell may not cross a line end
  int line_ = 1;
  bool ended_ = false;
};

}  // namespace photolint
