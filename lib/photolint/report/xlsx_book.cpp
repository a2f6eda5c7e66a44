// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/xlsx_book.h"

#include <xlsxwriter.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <map>
#include <stdexcept>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/columns.h"

namespace photolint {
namespace {

constexpr std::int64_t kSheetBytes = 3000000000;  // of XML; a part of a ZIP file ends at 4 GiB
constexpr std::int64_t kRowsBetweenLooks = 1024;  // even if all of their cells were full, a sheet stays below
constexpr std::size_t kCellUnits = 32700;         // of UTF-16; Excel takes 32,767 and the cut needs some
constexpr double kNarrowest = 7, kWidest = 55;    // columns of text
constexpr double kFilterArrow = 3;                // columns of text that the filter's button covers
constexpr int kPicturePixels = 60;                // of the longer side on the sheet; thumbnails have 96
constexpr double kPictureScale = kPicturePixels / 96.0;
constexpr int kPictureRow = 64, kTextRow = 34;    // pixels; two lines of text
constexpr double kTextLine = 18, kAboveText = 4;  // pixels
constexpr double kMostLines = 12;                 // Excel's rows end at 546 pixels; more is read in the cell
constexpr double kDigits = 7;                     // columns that a measured number takes beside its unit
constexpr std::uint8_t kPaperA4 = 9;
constexpr time_t kCreated = 946684800;  // 2000-01-01: the same on each run

struct Look {
  CellLook name;
  lxw_color_t fill;  ///< 0: none
  lxw_color_t ink;
};
/// Excel's own colours for "good", "neutral" and "bad" where there is one: readers know them.
constexpr std::array kLooks = {
    Look{CellLook::heading, 0x1F3864, 0xFFFFFF}, Look{CellLook::alarm, 0xC00000, 0xFFFFFF},
    Look{CellLook::good, 0xC6EFCE, 0x006100},    Look{CellLook::doubtful, 0xFFEB9C, 0x7F6000},
    Look{CellLook::bad, 0xFFC7CE, 0x9C0006},     Look{CellLook::open, 0xD9E1F2, 0x1F3864},
};

Error failed(std::string reason) {
  return {ErrorCode::output_failed, {{"reason", std::move(reason)}}, {}};
}

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// True for "_x0041_", which Excel reads as the character of that number.
bool is_excel_escape(std::string_view text) {
  return text.size() >= 7 && text[0] == '_' && text[1] == 'x' && text[6] == '_' &&
         std::all_of(text.begin() + 2, text.begin() + 6, is_hex);
}

/// Text that Excel shows as it is: what XML cannot hold becomes U+FFFD, what Excel would read as an escape is
/// escaped, and text that no cell can hold ends in "...".
std::string cell_text(std::string_view text) {
  std::string cell;
  std::size_t units = 0;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    if (units >= kCellUnits) return cell + "...";
    const bool lost = !c.valid || c.value < 0x20 || c.value == 0xFFFE || c.value == 0xFFFF;
    if (lost) {
      cell += "\xEF\xBF\xBD";
    } else {
      const bool escape = is_excel_escape(text);
      if (escape) cell += "_x005F";
      units += escape ? 6 : 0;
      cell += text.substr(0, c.length);
    }
    units += c.value > 0xFFFF ? 2 : 1;
    text.remove_prefix(c.length);
  }
  return cell;
}

class Formats {
 public:
  explicit Formats(lxw_workbook* book) : book_(book) {}

  lxw_format* get(CellLook look, const std::string& number) {
    lxw_format*& format = formats_[{look, number}];
    if (format == nullptr) format = make(look, number);
    return format;
  }

 private:
  lxw_format* make(CellLook look, const std::string& number) {
    lxw_format* format = workbook_add_format(book_);
    format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
    if (!number.empty()) format_set_num_format(format, number.c_str());
    if (look == CellLook::text) format_set_num_format(format, "@");
    if (look == CellLook::wrapped || look == CellLook::heading) format_set_text_wrap(format);
    if (look == CellLook::title || look == CellLook::heading || look == CellLook::alarm) {
      format_set_bold(format);
    }
    if (look == CellLook::title) format_set_font_size(format, 14);
    for (const Look& known : kLooks) {
      if (known.name != look) continue;
      format_set_bg_color(format, known.fill);
      format_set_font_color(format, known.ink);
    }
    return format;
  }

  lxw_workbook* book_;
  std::map<std::pair<CellLook, std::string>, lxw_format*> formats_;
};

/// What the tables of a book share.
struct Shared {
  lxw_workbook* book;
  XlsxLimits limits;
  Formats formats;
  std::int64_t pictures = 0;
  std::int64_t left_out = 0;
  lxw_error failure = LXW_NO_ERROR;

  void note(lxw_error error) {
    if (failure == LXW_NO_ERROR) failure = error;
  }
};

class Table : public XlsxTable {
 public:
  Table(Shared& shared, XlsxTableStyle style) : shared_(shared), style_(std::move(style)) {
    for (const std::string& heading : style_.headings) {
      widths_.push_back(static_cast<double>(display_width(heading)) + kFilterArrow);
    }
    begin_sheet();
  }

  void add(const std::vector<XlsxCell>& cells, std::string_view picture, std::string_view shows) override {
    if (row_ - first_row() >= shared_.limits.rows || is_heavy()) {
      finish_sheet();
      begin_sheet();
    }
    if (style_.picture_column >= 0) add_picture(picture, shows);
    if (style_.picture_column < 0) make_room(cells);
    for (std::size_t i = 0; i < cells.size(); ++i) write(cells[i], static_cast<lxw_col_t>(i));
    ++row_;
  }

  void finish_sheet() {
    const auto columns = static_cast<lxw_col_t>(widths_.size());
    for (lxw_col_t i = 0; i < columns; ++i) {
      worksheet_set_column(sheet_, i, i, std::clamp(widths_[i], kNarrowest, kWidest), nullptr);
    }
    if (style_.picture_column >= 0) {
      const auto at = static_cast<lxw_col_t>(style_.picture_column);
      worksheet_set_column_pixels(sheet_, at, at, kPictureRow, nullptr);
    }
    worksheet_set_landscape(sheet_);
    worksheet_set_paper(sheet_, kPaperA4);
    worksheet_fit_to_pages(sheet_, 1, 0);  // one page wide, as many as it takes high
    worksheet_set_footer(sheet_, "&L&A&R&P / &N");
    if (columns == 0 || style_.headings.empty()) return;
    worksheet_repeat_rows(sheet_, 0, 0);
    worksheet_freeze_panes(sheet_, 1, static_cast<lxw_col_t>(style_.frozen_columns));
    const auto last = static_cast<lxw_row_t>(std::max<std::int64_t>(row_ - 1, 0));
    shared_.note(worksheet_autofilter(sheet_, 0, 0, last, static_cast<lxw_col_t>(columns - 1)));
    worksheet_ignore_errors(sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
  }

  /// The library does not look whether its files take what it writes.
  [[nodiscard]] bool rows_are_kept() const {
    return std::all_of(sheets_.begin(), sheets_.end(), [](const lxw_worksheet* sheet) {
      return std::fflush(sheet->optimize_tmpfile) == 0 && std::ferror(sheet->optimize_tmpfile) == 0;
    });
  }

  [[nodiscard]] bool last_row_is_kept() const { return std::ferror(sheet_->optimize_tmpfile) == 0; }

 private:
  [[nodiscard]] int first_row() const { return style_.headings.empty() ? 0 : 1; }

  /// Asking costs a system call, so not for each row.
  [[nodiscard]] bool is_heavy() const {
    return row_ % kRowsBetweenLooks == 0 && std::ftell(sheet_->optimize_tmpfile) > kSheetBytes;
  }

  void begin_sheet() {
    std::string name = style_.name;
    if (!sheets_.empty()) name += " " + std::to_string(sheets_.size() + 1);
    sheet_ = workbook_add_worksheet(shared_.book, name.c_str());
    if (sheet_ == nullptr) throw std::runtime_error("no worksheet " + name);
    sheets_.push_back(sheet_);
    row_ = 0;
    // Rows that are written are forgotten, so that a picture's size follows from the default height alone.
    if (style_.picture_column >= 0) worksheet_set_default_row(sheet_, kPictureRow * 0.75, LXW_FALSE);
    if (style_.headings.empty()) return;
    shared_.note(worksheet_set_row_pixels(sheet_, 0, kTextRow, nullptr));
    for (std::size_t i = 0; i < style_.headings.size(); ++i) {
      put_text(style_.headings[i], static_cast<lxw_col_t>(i), CellLook::heading);
    }
    row_ = 1;
  }

  /// Excel does not measure the text of a file that another program wrote.
  void make_room(const std::vector<XlsxCell>& cells) {
    double lines = 1;
    for (const XlsxCell& cell : cells) {
      if (cell.look != CellLook::wrapped) continue;
      lines = std::max(lines, std::ceil((static_cast<double>(display_width(cell.words)) + 1) / kWidest));
    }
    const double height = std::min(lines, kMostLines) * kTextLine + kAboveText;
    shared_.note(worksheet_set_row_pixels(sheet_, static_cast<lxw_row_t>(row_),
                                          static_cast<std::uint32_t>(height), nullptr));
  }

  void add_picture(std::string_view picture, std::string_view shows) {
    if (!picture.empty() && shared_.pictures >= shared_.limits.pictures) {
      ++shared_.left_out;
      picture = {};
    }
    if (picture.empty()) {
      shared_.note(worksheet_set_row_pixels(sheet_, static_cast<lxw_row_t>(row_), kTextRow, nullptr));
      return;
    }
    ++shared_.pictures;
    std::string description = cell_text(shows);
    lxw_image_options options{};
    options.x_offset = options.y_offset = (kPictureRow - kPicturePixels) / 2;
    options.x_scale = options.y_scale = kPictureScale;
    options.object_position = LXW_OBJECT_MOVE_AND_SIZE;  // a filter hides the picture with its row
    options.description = description.data();
    shared_.note(worksheet_insert_image_buffer_opt(
        sheet_, static_cast<lxw_row_t>(row_), static_cast<lxw_col_t>(style_.picture_column),
        reinterpret_cast<const unsigned char*>(picture.data()), picture.size(), &options));
  }

  void write(const XlsxCell& cell, lxw_col_t column) {
    if (cell.kind == XlsxCell::Kind::text) put_text(cell.words, column, cell.look);
    if (cell.kind != XlsxCell::Kind::number) return;
    const std::string_view positive = std::string_view(cell.format).substr(0, cell.format.find(';'));
    widen(column, static_cast<double>(display_width(positive)) + kDigits);
    shared_.note(worksheet_write_number(sheet_, static_cast<lxw_row_t>(row_), column, cell.value,
                                        shared_.formats.get(cell.look, cell.format)));
  }

  void put_text(std::string_view words, lxw_col_t column, CellLook look) {
    const std::string text = cell_text(words);
    if (look != CellLook::heading && look != CellLook::title && look != CellLook::alarm) {
      widen(column, static_cast<double>(display_width(text)) + 1);
    }
    shared_.note(worksheet_write_string(sheet_, static_cast<lxw_row_t>(row_), column, text.c_str(),
                                        shared_.formats.get(look, {})));
  }

  void widen(lxw_col_t column, double width) {
    if (column >= widths_.size()) widths_.resize(column + 1U, 0);
    widths_[column] = std::max(widths_[column], width);
  }

  Shared& shared_;
  XlsxTableStyle style_;
  std::vector<lxw_worksheet*> sheets_;
  lxw_worksheet* sheet_ = nullptr;
  std::vector<double> widths_;
  std::int64_t row_ = 0;
};

struct ArchiveCloser {
  void operator()(zip_t* archive) const { zip_discard(archive); }
};
struct PartCloser {
  void operator()(zip_file_t* part) const { zip_fclose(part); }
};

/// True where the part can be read to its end, and that is the end of a worksheet.
bool ends_as_sheet(zip_t* archive, const std::string& name) {
  static constexpr std::string_view kEnd = "</worksheet>";
  const std::unique_ptr<zip_file_t, PartCloser> part(zip_fopen(archive, name.c_str(), 0));
  if (!part) return false;
  std::string tail, block(65536, '\0');
  for (zip_int64_t got = 1; got > 0;) {
    got = zip_fread(part.get(), block.data(), block.size());
    if (got < 0) return false;
    tail.append(block, 0, static_cast<std::size_t>(got));
    if (tail.size() > kEnd.size()) tail.erase(0, tail.size() - kEnd.size());
  }
  return tail == kEnd;
}

/// On a full disk the library packs half a sheet without a word.
bool is_whole(const std::string& path, int sheets) {
  int error = 0;
  const std::unique_ptr<zip_t, ArchiveCloser> archive(zip_open(path.c_str(), ZIP_RDONLY, &error));
  if (!archive) return false;
  for (int i = 1; i <= sheets; ++i) {
    if (!ends_as_sheet(archive.get(), "xl/worksheets/sheet" + std::to_string(i) + ".xml")) return false;
  }
  return true;
}

class Book : public XlsxBook {
 public:
  Book(lxw_workbook* book, std::string path, const XlsxLimits& limits)
      : shared_{book, limits, Formats(book)}, path_(std::move(path)) {}
  ~Book() override {
    if (shared_.book != nullptr) lxw_workbook_free(shared_.book);
  }
  Book(const Book&) = delete;
  Book& operator=(const Book&) = delete;

  XlsxTable& add_table(XlsxTableStyle style) override {
    return *tables_.emplace_back(std::make_unique<Table>(shared_, std::move(style)));
  }

  [[nodiscard]] std::int64_t pictures_left_out() const override { return shared_.left_out; }

  [[nodiscard]] Result<void> state() const override {
    if (shared_.failure != LXW_NO_ERROR) return failed(lxw_strerror(shared_.failure));
    const bool kept = std::all_of(tables_.begin(), tables_.end(),
                                  [](const auto& table) { return table->last_row_is_kept(); });
    return kept ? Result<void>{} : failed("No space left on device");
  }

  [[nodiscard]] Result<void> close() override {
    for (const auto& table : tables_) table->finish_sheet();
    for (const auto& table : tables_) {
      if (!table->rows_are_kept()) return failed("No space left on device");
    }
    if (auto good = state(); !good) return good;
    const int sheets = shared_.book->num_worksheets;
    const lxw_error error = workbook_close(std::exchange(shared_.book, nullptr));
    tables_.clear();
    if (error != LXW_NO_ERROR) return failed(lxw_strerror(error));
    return is_whole(path_, sheets) ? Result<void>{} : failed("No space left on device");
  }

 private:
  Shared shared_;
  std::string path_;
  std::vector<std::unique_ptr<Table>> tables_;
};

}  // namespace

XlsxCell empty_cell() {
  return {};
}

XlsxCell text_cell(std::string_view words, CellLook look) {
  if (words.empty()) return {};
  XlsxCell cell;
  cell.kind = XlsxCell::Kind::text;
  cell.words = words;
  cell.look = look;
  return cell;
}

XlsxCell number_cell(double value, std::string format, CellLook look) {
  if (!std::isfinite(value)) return {};
  XlsxCell cell;
  cell.kind = XlsxCell::Kind::number;
  cell.value = value;
  cell.format = std::move(format);
  cell.look = look;
  return cell;
}

Result<std::unique_ptr<XlsxBook>> make_xlsx_book(const ScratchFile& file, const std::string& folder,
                                                 const XlsxLimits& limits) {
  std::string rows = folder;
  const std::string path = file.path();
  lxw_workbook_options options{};
  options.constant_memory = LXW_TRUE;
  options.tmpdir = rows.data();  // copied
  lxw_workbook* book = workbook_new_opt(path.c_str(), &options);
  if (book == nullptr) return failed("not enough memory for a workbook");
  lxw_doc_properties properties{};
  properties.created = kCreated;
  if (workbook_set_properties(book, &properties) != LXW_NO_ERROR) {
    lxw_workbook_free(book);
    return failed("not enough memory for a workbook");
  }
  return std::unique_ptr<XlsxBook>(std::make_unique<Book>(book, path, limits));
}

}  // namespace photolint
