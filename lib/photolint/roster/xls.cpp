// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/xls.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/roster/bytes.h"
#include "photolint/roster/ole2.h"
#include "photolint/roster/record_builder.h"
#include "photolint/roster/shared_texts.h"
#include "photolint/roster/sheet_choice.h"
#include "photolint/roster/sheet_value.h"

namespace photolint {
namespace {

constexpr std::size_t kMaxBytes = 256U << 20U;
constexpr unsigned kBiff8 = 0x0600;

// Record types, [MS-XLS] 2.3.
constexpr unsigned kFormula = 0x0006, kEof = 0x000A, kDate1904 = 0x0022, kFilePass = 0x002F,
                   kContinue = 0x003C, kBoundSheet = 0x0085, kMulRk = 0x00BD, kRString = 0x00D6, kXf = 0x00E0,
                   kMergeCells = 0x00E5, kSst = 0x00FC, kLabelSst = 0x00FD, kNumber = 0x0203, kLabel = 0x0204,
                   kBoolErr = 0x0205, kString = 0x0207, kRk = 0x027E, kFormat = 0x041E, kBof = 0x0809;

Error damaged(std::string detail) {
  return {ErrorCode::roster_damaged, {{"format", "XLS"}, {"detail", std::move(detail)}}, {}};
}

Error unsupported(std::string format) {
  return {ErrorCode::roster_unsupported, {{"format", std::move(format)}}, {}};
}

struct Record {
  unsigned type = 0;
  std::string_view body;
};

/// Steps through the records of a stream.
class RecordReader {
 public:
  RecordReader(std::string_view stream, std::size_t at) : stream_(stream), at_(at) {}

  /// Nothing at the end, and where a record is cut off.
  [[nodiscard]] std::optional<Record> next() {
    if (cut_ || at_ > stream_.size() || stream_.size() - at_ < 4) return cut();
    const std::size_t length = u16_le(stream_, at_ + 2);
    if (stream_.size() - at_ - 4 < length) return cut();
    const Record record{u16_le(stream_, at_), stream_.substr(at_ + 4, length)};
    at_ += 4 + length;
    return record;
  }
  /// True when the stream ended before it said so.
  [[nodiscard]] bool was_cut() const { return cut_; }
  /// True when the next record carries this one on.
  [[nodiscard]] bool goes_on() const {
    return at_ + 4 <= stream_.size() && u16_le(stream_, at_) == kContinue;
  }

 private:
  std::optional<Record> cut() {
    cut_ = true;
    return std::nullopt;
  }

  std::string_view stream_;
  std::size_t at_;
  bool cut_ = false;
};

/// Reads what one record and those that carry it on hold. After an attempt to read too much, bad() is true.
class BodyReader {
 public:
  explicit BodyReader(std::vector<std::string_view> bodies) : bodies_(std::move(bodies)) {}
  explicit BodyReader(std::string_view body) : bodies_{body} {}

  [[nodiscard]] bool bad() const { return bad_; }
  [[nodiscard]] unsigned number(std::size_t bytes) {
    unsigned value = 0;
    for (std::size_t i = 0; i < bytes; ++i) value |= byte() << (8 * i);
    return value;
  }
  void skip(std::size_t bytes) {
    while (bytes > 0 && find_more()) {
      const std::size_t step = std::min(bytes, bodies_[body_].size() - at_);
      at_ += step;
      bytes -= step;
    }
    if (bytes > 0) bad_ = true;
  }
  /// characters of UTF-16, with their high bytes or without where these are 0. Each record that carries the
  /// text on says anew which.
  [[nodiscard]] std::string text(std::size_t characters, bool wide) {
    std::string text;
    unsigned high = 0;
    for (; characters > 0 && !bad_; --characters) {
      const bool carried_on = body_ < bodies_.size() && at_ == bodies_[body_].size();
      if (carried_on) wide = (byte() & 1U) != 0;
      append_unit(text, high, number(wide ? 2 : 1));
    }
    if (high != 0) text += kReplacement;
    return text;
  }
  /// A text with its length in so many bytes in front, and with what may follow it.
  [[nodiscard]] std::string string(std::size_t length_bytes) {
    const unsigned characters = number(length_bytes);
    const unsigned flags = number(1);
    const unsigned runs = (flags & 8U) != 0 ? number(2) : 0;
    const unsigned extra = (flags & 4U) != 0 ? number(4) : 0;
    std::string result = text(characters, (flags & 1U) != 0);
    skip(std::size_t{runs} * 4 + extra);
    return result;
  }

 private:
  static constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

  /// Half a pair and NUL have no place in a text.
  static void append_unit(std::string& text, unsigned& high, unsigned unit) {
    const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
    if (high != 0 && low) {
      text += encode_utf8(0x10000 + ((high - 0xD800) << 10U) + (unit - 0xDC00));
      high = 0;
      return;
    }
    if (high != 0) text += kReplacement;
    high = unit >= 0xD800 && unit <= 0xDBFF ? unit : 0;
    if (high != 0) return;
    text += low || unit == 0 ? std::string(kReplacement) : encode_utf8(unit);
  }
  [[nodiscard]] bool find_more() {
    while (body_ < bodies_.size() && at_ == bodies_[body_].size()) {
      ++body_;
      at_ = 0;
    }
    return body_ < bodies_.size();
  }
  [[nodiscard]] unsigned byte() {
    if (!find_more()) {
      bad_ = true;
      return 0;
    }
    return static_cast<unsigned char>(bodies_[body_][at_++]);
  }

  std::vector<std::string_view> bodies_;
  std::size_t body_ = 0;
  std::size_t at_ = 0;
  bool bad_ = false;
};

struct Sheet {
  std::string name;
  std::size_t at = 0;  ///< of its first record in the stream
  bool hidden = false;
};

/// What the cells of all sheets refer to.
struct Workbook {
  std::string stream;
  std::vector<Sheet> sheets;
  SharedTexts texts;
  std::vector<NumberFormat> formats;  ///< by the index that cells carry
  Epoch epoch = Epoch::year_1900;
};

/// Reads the part of the workbook that stands before the sheets.
class GlobalsReader {
 public:
  explicit GlobalsReader(Workbook& workbook) : workbook_(&workbook), records_(workbook.stream, 0) {}

  [[nodiscard]] Result<void> read() {
    const std::optional<Record> first = records_.next();
    const bool begins = first && first->type == kBof && first->body.size() >= 4;
    if (!begins) return damaged("the workbook does not begin");
    if (u16_le(first->body, 0) != kBiff8) return unsupported("Excel 95");
    while (const std::optional<Record> record = records_.next()) {
      if (record->type == kEof) return finish();
      if (const Result<void> taken = take(*record); !taken) return taken;
    }
    return damaged("the workbook is cut off");
  }

 private:
  [[nodiscard]] Result<void> take(const Record& record) {
    switch (record.type) {
      case kFilePass:
        return Error{ErrorCode::roster_encrypted, {{"format", "XLS"}}, {}};
      case kDate1904:
        if (BodyReader(record.body).number(2) == 1) workbook_->epoch = Epoch::year_1904;
        return {};
      case kBoundSheet:
        return take_sheet(record.body);
      case kFormat:
        return take_format(record.body);
      case kXf:
        if (record.body.size() < 4) return damaged("a cell format is cut off");
        format_ids_.push_back(static_cast<int>(u16_le(record.body, 2)));
        return {};
      case kSst:
        return take_texts(record.body);
      default:
        return {};
    }
  }

  [[nodiscard]] Result<void> take_sheet(std::string_view body) {
    BodyReader reader(body);
    Sheet sheet;
    sheet.at = reader.number(4);
    sheet.hidden = (reader.number(1) & 3U) != 0;
    const bool worksheet = reader.number(1) == 0;
    sheet.name = reader.string(1);
    if (reader.bad()) return damaged("the list of worksheets is cut off");
    if (worksheet) workbook_->sheets.push_back(std::move(sheet));
    return {};
  }

  [[nodiscard]] Result<void> take_format(std::string_view body) {
    BodyReader reader(body);
    const int id = static_cast<int>(reader.number(2));
    const std::string code = reader.string(2);
    if (reader.bad()) return damaged("a number format is cut off");
    codes_[id] = format_of_code(code);
    return {};
  }

  [[nodiscard]] Result<void> take_texts(std::string_view body) {
    std::vector<std::string_view> bodies = {body};
    while (records_.goes_on()) {
      const std::optional<Record> more = records_.next();
      if (!more) return damaged("the texts are cut off");
      bodies.push_back(more->body);
    }
    BodyReader reader(std::move(bodies));
    (void)reader.number(4);  // how often texts are used
    const unsigned count = reader.number(4);
    for (unsigned i = 0; i < count; ++i) {
      const std::string text = reader.string(2);
      if (reader.bad()) return damaged("the texts are cut off");
      if (!workbook_->texts.add(text)) {
        return Error{ErrorCode::roster_too_large,
                     {{"detail", "bytes of shared texts"}, {"limit", std::to_string(kMaxSharedTextBytes)}},
                     {}};
      }
    }
    return {};
  }

  [[nodiscard]] Result<void> finish() {
    for (const int id : format_ids_) {
      const auto code = codes_.find(id);
      workbook_->formats.push_back(code == codes_.end() ? built_in_format(id) : code->second);
    }
    return {};
  }

  Workbook* workbook_;
  RecordReader records_;
  std::map<int, NumberFormat> codes_;
  std::vector<int> format_ids_;
};

/// A number in 30 bits, [MS-XLS] 2.5.217.
double rk_value(std::uint32_t rk) {
  const auto bits = static_cast<std::int32_t>(rk);
  const bool integer = (rk & 2U) != 0;
  const double value = integer ? static_cast<double>(bits >> 2)
                               : std::bit_cast<double>(std::uint64_t{rk & 0xFFFFFFFCU} << 32U);
  return (rk & 1U) != 0 ? value / 100 : value;
}

std::string_view name_of_error(unsigned code) {
  switch (code) {
    case 0x00:
      return "#NULL!";
    case 0x07:
      return "#DIV/0!";
    case 0x0F:
      return "#VALUE!";
    case 0x17:
      return "#REF!";
    case 0x1D:
      return "#NAME?";
    case 0x24:
      return "#NUM!";
    default:
      return "#N/A";
  }
}

class XlsRows : public RowReader {
 public:
  XlsRows(std::shared_ptr<const Workbook> workbook, const Sheet& sheet, const CsvLimits& limits)
      : workbook_(std::move(workbook)), records_(workbook_->stream, sheet.at), builder_(limits) {
    const std::optional<Record> first = records_.next();
    if (!first || first->type != kBof) fail("a worksheet does not begin");
    merged_ = find_merged(sheet);
  }

  std::optional<RosterRecord> next() override {
    while (!failure_ && !ended_) {
      const std::optional<Record> record = records_.next();
      if (!record) {
        fail("a worksheet is cut off");
        break;
      }
      if (std::optional<RosterRecord> row = take(*record)) return row;
    }
    return std::nullopt;
  }
  [[nodiscard]] std::optional<Error> failure() const override { return failure_; }
  [[nodiscard]] std::vector<MergedArea> merged() const override { return merged_; }

 private:
  void fail(const std::string& what) {
    failure_ = damaged(what);
    failure_->where.line = line_;
  }

  [[nodiscard]] std::vector<MergedArea> find_merged(const Sheet& sheet) const;
  std::optional<RosterRecord> take(const Record& record);
  std::optional<RosterRecord> take_cell(const Record& record);
  std::optional<RosterRecord> finish_row();
  void settle_formula();
  void take_formula(std::string_view body);
  void put(const Record& record);
  void put_number(std::size_t column, unsigned format, double value);
  void put_bool_or_error(std::size_t column, unsigned value, bool error);

  std::shared_ptr<const Workbook> workbook_;
  RecordReader records_;
  RecordBuilder builder_;
  std::vector<MergedArea> merged_;
  std::optional<Error> failure_;
  int line_ = 0;   ///< of the open row; 0 before the first
  int inner_ = 0;  ///< charts inside the sheet that are open
  bool ended_ = false;
  std::optional<std::size_t> text_column_;  ///< of a formula whose text follows
};

/// Merged cells stand behind the rows; to step over records costs little.
std::vector<MergedArea> XlsRows::find_merged(const Sheet& sheet) const {
  std::vector<MergedArea> merged;
  RecordReader records(workbook_->stream, sheet.at);
  int depth = 0;
  while (const std::optional<Record> record = records.next()) {
    if (record->type == kBof) ++depth;
    if (record->type == kEof && --depth <= 0) break;
    if (record->type != kMergeCells || record->body.size() < 2) continue;
    const std::string_view body = record->body;
    const std::size_t count = std::min<std::size_t>(u16_le(body, 0), (body.size() - 2) / 8);
    for (std::size_t i = 0; i < count; ++i) {
      const auto at = [body, i](std::size_t place) {
        return static_cast<int>(u16_le(body, 2 + 8 * i + 2 * place)) + 1;
      };
      const MergedArea area{at(0), at(1), at(2), at(3)};
      if (area.first_row <= area.last_row && area.first_column <= area.last_column) merged.push_back(area);
    }
  }
  return merged;
}

/// A text result stands right behind its formula, or was never saved.
void XlsRows::settle_formula() {
  if (text_column_) builder_.note(*std::exchange(text_column_, std::nullopt), CellIssue::formula);
}

std::optional<RosterRecord> XlsRows::finish_row() {
  settle_formula();
  if (line_ == 0 || is_blank(builder_.record())) return std::nullopt;
  return builder_.take();
}

std::optional<RosterRecord> XlsRows::take(const Record& record) {
  if (record.type == kBof) ++inner_;
  if (record.type == kEof && inner_-- == 0) {
    ended_ = true;
    return finish_row();
  }
  if (inner_ > 0 || record.type == kEof) return std::nullopt;
  switch (record.type) {
    case kLabelSst:
    case kLabel:
    case kRString:
    case kNumber:
    case kRk:
    case kMulRk:
    case kBoolErr:
    case kFormula:
      return take_cell(record);
    case kString:
      if (text_column_) {
        std::vector<std::string_view> bodies = {record.body};
        while (records_.goes_on()) bodies.push_back(records_.next().value_or(Record{}).body);
        BodyReader reader(std::move(bodies));
        std::string text = reader.string(2);
        if (reader.bad()) fail("a text is cut off");
        builder_.put(*std::exchange(text_column_, std::nullopt), std::move(text));
      }
      return std::nullopt;
    default:
      return std::nullopt;
  }
}

std::optional<RosterRecord> XlsRows::take_cell(const Record& record) {
  constexpr std::size_t kCellHeadBytes = 6;
  if (record.body.size() < kCellHeadBytes) {
    fail("a cell is cut off");
    return std::nullopt;
  }
  settle_formula();
  const int line = static_cast<int>(u16_le(record.body, 0)) + 1;
  std::optional<RosterRecord> finished;
  if (line < line_) {
    fail("rows out of order");
    return std::nullopt;
  }
  if (line > line_) {
    finished = finish_row();
    line_ = line;
    builder_.begin(line);
  }
  put(record);
  return finished;
}

void XlsRows::put_number(std::size_t column, unsigned format, double value) {
  if (!std::isfinite(value)) return fail("a number is none");
  const NumberFormat shape = format < workbook_->formats.size() ? workbook_->formats[format] : NumberFormat();
  NumberText number = number_text(value, shape, workbook_->epoch);
  builder_.put(column, std::move(number.text));
  if (number.digits_lost) builder_.note(column, CellIssue::digits_lost);
}

void XlsRows::put_bool_or_error(std::size_t column, unsigned value, bool error) {
  if (!error) return builder_.put(column, value != 0 ? "TRUE" : "FALSE");
  builder_.put(column, std::string(name_of_error(value)));
  builder_.note(column, CellIssue::error_value);
}

void XlsRows::put(const Record& record) {
  const std::string_view body = record.body;
  const std::size_t column = u16_le(body, 2);
  const unsigned format = u16_le(body, 4);
  const auto holds = [&](std::size_t bytes) {
    if (body.size() < bytes) fail("a cell is cut off");
    return body.size() >= bytes;
  };
  if (record.type == kLabelSst) {
    if (!holds(10)) return;
    const std::optional<std::string_view> text = workbook_->texts.at(u32_le(body, 6));
    if (!text) return fail("a cell refers to a text that is not there");
    builder_.put(column, std::string(*text));
  } else if (record.type == kNumber) {
    if (holds(14)) put_number(column, format, f64_le(body, 6));
  } else if (record.type == kRk) {
    if (holds(10)) put_number(column, format, rk_value(u32_le(body, 6)));
  } else if (record.type == kMulRk) {
    for (std::size_t i = 0; 4 + i * 6 + 6 + 2 <= body.size(); ++i) {
      put_number(column + i, u16_le(body, 4 + i * 6), rk_value(u32_le(body, 6 + i * 6)));
    }
  } else if (record.type == kBoolErr) {
    if (!holds(8)) return;
    put_bool_or_error(column, static_cast<unsigned char>(body[6]), body[7] != 0);
  } else if (record.type == kFormula) {
    if (holds(16)) take_formula(body);
  } else {
    BodyReader reader(body.substr(6));
    std::string text = reader.string(2);
    if (reader.bad()) return fail("a text is cut off");
    builder_.put(column, std::move(text));
  }
}

/// The result that was saved with a formula, [MS-XLS] 2.5.133.
void XlsRows::take_formula(std::string_view body) {
  const std::size_t column = u16_le(body, 2);
  const double value = f64_le(body, 6);
  const bool is_number = u16_le(body, 12) != 0xFFFF;
  constexpr char kEmptyText = 3;
  // Programs that cannot calculate write 0 or an empty text, and ask for a calculation.
  const bool asks = (u16_le(body, 14) & 1U) != 0;
  const bool never_calculated = asks && (is_number ? value == 0 : body[6] == kEmptyText);
  if (never_calculated) return builder_.note(column, CellIssue::formula);
  if (is_number) return put_number(column, u16_le(body, 4), value);
  switch (body[6]) {
    case 0:
      text_column_ = column;
      return;
    case 1:
      return put_bool_or_error(column, static_cast<unsigned char>(body[8]), false);
    case 2:
      return put_bool_or_error(column, static_cast<unsigned char>(body[8]), true);
    default:
      return;  // an empty text
  }
}

Result<std::shared_ptr<const Workbook>> read_workbook(std::istream& bytes) {
  const Result<Ole2File> file = Ole2File::open(bytes);
  if (!file) return file.error();
  if (file.value().has("EncryptedPackage")) {
    return Error{ErrorCode::roster_encrypted, {{"format", "XLSX"}}, {}};
  }
  if (!file.value().has("Workbook")) {
    return unsupported(file.value().has("Book") ? "Excel 95" : "OLE2");
  }
  Result<std::string> stream = file.value().stream("Workbook", kMaxBytes);
  if (!stream) return stream.error();
  auto workbook = std::make_shared<Workbook>();
  workbook->stream = std::move(stream).value();
  const Result<void> read = GlobalsReader(*workbook).read();
  if (!read) return read.error();
  return std::shared_ptr<const Workbook>(std::move(workbook));
}

}  // namespace

RowReaderResult xls_rows(std::unique_ptr<std::istream> bytes, const std::string& sheet,
                         const CsvLimits& limits) {
  const Result<std::shared_ptr<const Workbook>> workbook = read_workbook(*bytes);
  if (!workbook) return workbook.error();
  std::vector<SheetOffer> offers;
  for (const Sheet& candidate : workbook.value()->sheets) {
    bool filled = false;
    if (sheet.empty() && !candidate.hidden) {
      XlsRows rows(workbook.value(), candidate, limits);
      filled = rows.next().has_value();
      if (rows.failure()) return *rows.failure();
    }
    offers.push_back({candidate.name, candidate.hidden, filled});
  }
  const Result<std::size_t> chosen = choose_sheet(offers, sheet);
  if (!chosen) return chosen.error();
  return RowReaderResult(
      std::make_unique<XlsRows>(workbook.value(), workbook.value()->sheets[chosen.value()], limits));
}

}  // namespace photolint
