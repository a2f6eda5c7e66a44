// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/result.h"
#include "photolint/report/atomic_file.h"

namespace photolint {

/// How a cell looks.
enum class CellLook {
  plain,
  wrapped,  ///< long text, on several lines
  text,     ///< as Excel's format "text": what is typed into it later stays text too
  title,
  heading,
  alarm,  ///< must not be overlooked
  good,
  doubtful,
  bad,
  open,  ///< nothing was judged
};

/// A cell of a worksheet: empty, a text, or a number. No text ever becomes a number or a formula.
struct XlsxCell {
  enum class Kind { empty, text, number };

  Kind kind = Kind::empty;
  std::string words;  ///< UTF-8 of any content
  double value = 0;
  std::string format{};  ///< Excel's number format; empty: General
  CellLook look = CellLook::plain;
};

[[nodiscard]] XlsxCell empty_cell();
[[nodiscard]] XlsxCell text_cell(std::string_view words, CellLook look = CellLook::plain);
/// No number (NaN, infinity) gives an empty cell.
[[nodiscard]] XlsxCell number_cell(double value, std::string format = "", CellLook look = CellLook::plain);

/// What a workbook may hold.
struct XlsxLimits {
  std::int64_t rows = 1048575;  ///< a sheet, without its headings: Excel has 1,048,576 rows
  /// Pictures in the book. The library keeps each in memory until the end (5 kB), and Excel becomes slow with
  /// more: docs/reports.md has the measured numbers.
  std::int64_t pictures = 5000;
};

/// A list of rows under headings, with a filter and headings that stay in sight. Rows that do not fit on its
/// sheet go on to "<name> 2", "<name> 3" ...
class XlsxTable {
 public:
  virtual ~XlsxTable() = default;
  /// cells: in the order of the headings. picture: a JPEG for the table's column of pictures, or empty; what
  /// it shows, for readers that cannot see it. Beyond the limit pictures are left out.
  virtual void add(const std::vector<XlsxCell>& cells, std::string_view picture = {},
                   std::string_view shows = {}) = 0;
};

/// What an XlsxTable looks like.
struct XlsxTableStyle {
  std::string name;                   ///< of the sheet; at most 25 characters, none of []:*?/\ and '
  std::vector<std::string> headings;  ///< none: a page of text, without filter and frozen headings
  int frozen_columns = 0;             ///< stay in sight
  int picture_column = -1;            ///< from 0; -1: no pictures
};

/// An XLSX workbook that is written row by row. Rows wait in unnamed files in the folder, not in memory. The
/// same calls give the same bytes.
class XlsxBook {
 public:
  virtual ~XlsxBook() = default;
  XlsxBook() = default;
  XlsxBook(const XlsxBook&) = delete;
  XlsxBook& operator=(const XlsxBook&) = delete;

  /// Lives as long as the book. Sheets stand in the order in which they are added; several tables can grow at
  /// once.
  virtual XlsxTable& add_table(XlsxTableStyle style) = 0;
  /// Pictures that were left out.
  [[nodiscard]] virtual std::int64_t pictures_left_out() const = 0;
  /// output_failed as soon as a row could not be kept.
  [[nodiscard]] virtual Result<void> state() const = 0;
  /// Writes the workbook into the file and reads it back; nothing can be added then. Errors: output_failed.
  [[nodiscard]] virtual Result<void> close() = 0;
};

/// A workbook that close() writes into file. folder: for the rows, on the disk of the report.
[[nodiscard]] Result<std::unique_ptr<XlsxBook>> make_xlsx_book(const ScratchFile& file,
                                                               const std::string& folder,
                                                               const XlsxLimits& limits);

}  // namespace photolint
