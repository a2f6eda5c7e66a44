// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/xlsx.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <functional>
#include <map>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/record_builder.h"
#include "photolint/roster/shared_texts.h"
#include "photolint/roster/sheet_choice.h"
#include "photolint/roster/sheet_value.h"
#include "photolint/roster/xml_reader.h"

namespace photolint {
namespace {

/// Sheets, relations, formats and merged areas a workbook may have: far beyond any true one.
constexpr std::size_t kMaxEntries = 1 << 17;

Error damaged(const std::string& detail) {
  return {ErrorCode::roster_damaged, {{"format", "XLSX"}, {"detail", detail}}, {}};
}

Error too_many(const std::string& what, std::size_t limit) {
  return {ErrorCode::roster_too_large, {{"detail", what}, {"limit", std::to_string(limit)}}, {}};
}

/// Hands the beginning of elements to a function, as many as a workbook may have.
class ElementHandler : public XmlHandler {
 public:
  using Call = std::function<void(std::string_view, const XmlAttributes&)>;
  ElementHandler(std::vector<std::string_view> names, Call call)
      : names_(std::move(names)), call_(std::move(call)) {}
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (std::find(names_.begin(), names_.end(), name) == names_.end()) return;
    if (++count_ <= kMaxEntries) call_(name, attributes);
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}
  [[nodiscard]] bool overflowed() const { return count_ > kMaxEntries; }

 private:
  std::vector<std::string_view> names_;
  Call call_;
  std::size_t count_ = 0;
};

/// Calls the function for each element of these names.
std::optional<Error> read_elements(ZipArchive& archive, const std::string& part,
                                   std::vector<std::string_view> names, ElementHandler::Call call) {
  ElementHandler handler(std::move(names), std::move(call));
  if (std::optional<Error> error = read_xml(archive, part, handler)) return error;
  if (handler.overflowed()) return too_many(part, kMaxEntries);
  return std::nullopt;
}

/// A part that another one refers to.
struct Relation {
  std::string type;    ///< last word of the type's address
  std::string target;  ///< name in the archive
};

std::string last_word(std::string_view address) {
  return std::string(address.substr(address.rfind('/') + 1));
}

/// "../a/b.xml" seen from "xl/worksheets" is "xl/a/b.xml".
std::string resolved(const std::string& folder, std::string_view target) {
  std::string path = target.starts_with('/') ? std::string(target.substr(1)) : folder + std::string(target);
  std::vector<std::string> words;
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string word = path.substr(begin, end - begin);
    if (word == ".." && !words.empty()) words.pop_back();
    if (word != ".." && word != "." && !word.empty()) words.push_back(word);
    begin = end + 1;
  }
  std::string name;
  for (const std::string& word : words) {
    if (!name.empty()) name += '/';
    name += word;
  }
  return name;
}

/// The relations of a part by their ids, in the order of the ids.
Result<std::map<std::string, Relation>> relations_of(ZipArchive& archive, const std::string& part) {
  const std::size_t slash = part.rfind('/');
  const std::string folder = slash == std::string::npos ? std::string() : part.substr(0, slash + 1);
  std::map<std::string, Relation> relations;
  const auto add = [&](std::string_view, const XmlAttributes& attributes) {
    relations[std::string(attributes.value("Id"))] = {last_word(attributes.value("Type")),
                                                      resolved(folder, attributes.value("Target"))};
  };
  const std::string name = folder + "_rels/" + part.substr(folder.size()) + ".rels";
  if (std::optional<Error> error = read_elements(archive, name, {"Relationship"}, add)) {
    return *std::move(error);
  }
  return relations;
}

std::string target_of_type(const std::map<std::string, Relation>& relations, std::string_view type) {
  for (const auto& [id, relation] : relations) {
    if (relation.type == type) return relation.target;
  }
  return {};
}

struct Sheet {
  std::string name;
  std::string part;
  bool hidden = false;
};

struct Workbook {
  std::vector<Sheet> sheets;
  std::string shared_texts;  ///< part; empty: none
  std::string styles;        ///< part; empty: none
  Epoch epoch = Epoch::year_1900;
};

bool is_true(std::string_view text) {
  return text == "1" || text == "true" || text == "on";
}

Result<Workbook> read_workbook(ZipArchive& archive) {
  const Result<std::map<std::string, Relation>> package = relations_of(archive, {});
  if (!package) return package.error();
  const std::string main = target_of_type(package.value(), "officeDocument");
  if (main.ends_with(".bin")) {
    return Error{ErrorCode::roster_unsupported, {{"format", "XLSB"}}, {}};
  }
  if (main.empty()) return damaged("no workbook");
  const Result<std::map<std::string, Relation>> parts = relations_of(archive, main);
  if (!parts) return parts.error();
  Workbook workbook;
  workbook.shared_texts = target_of_type(parts.value(), "sharedStrings");
  workbook.styles = target_of_type(parts.value(), "styles");
  bool is_workbook = false;
  const auto add = [&](std::string_view name, const XmlAttributes& attributes) {
    if (name == "workbook") is_workbook = true;
    if (name == "workbookPr" && is_true(attributes.value("date1904"))) workbook.epoch = Epoch::year_1904;
    if (name != "sheet") return;
    const auto relation = parts.value().find(std::string(attributes.value("id")));
    const bool worksheet = relation != parts.value().end() && relation->second.type == "worksheet";
    if (!worksheet) return;  // a chart or a macro sheet has no rows
    const std::string_view state = attributes.value("state");
    workbook.sheets.push_back({std::string(attributes.value("name")), relation->second.target,
                               state == "hidden" || state == "veryHidden"});
  };
  if (std::optional<Error> error = read_elements(archive, main, {"workbook", "workbookPr", "sheet"}, add)) {
    return *std::move(error);
  }
  if (!is_workbook) return Error{ErrorCode::roster_unsupported, {{"format", "OOXML"}}, {}};
  return workbook;
}

/// Number formats by the index that cells carry.
class StylesHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "cellXfs") in_cell_formats_ = true;
    if (name != "numFmt" && name != "xf") return;
    if (++count_ > kMaxEntries) return;
    if (name == "numFmt") {
      codes_[attributes.number("numFmtId", -1)] = format_of_code(attributes.value("formatCode"));
    }
    if (name != "xf" || !in_cell_formats_) return;
    const int id = attributes.number("numFmtId", 0);
    const auto code = codes_.find(id);
    formats_.push_back(code == codes_.end() ? built_in_format(id) : code->second);
  }
  void end(std::string_view name) override {
    if (name == "cellXfs") in_cell_formats_ = false;
  }
  void text(std::string_view) override {}

  [[nodiscard]] bool overflowed() const { return count_ > kMaxEntries; }
  [[nodiscard]] std::vector<NumberFormat> take() { return std::move(formats_); }

 private:
  std::size_t count_ = 0;
  bool in_cell_formats_ = false;
  std::map<int, NumberFormat> codes_;
  std::vector<NumberFormat> formats_;
};

Result<std::vector<NumberFormat>> read_formats(ZipArchive& archive, const std::string& part) {
  if (part.empty()) return std::vector<NumberFormat>();
  StylesHandler handler;
  if (std::optional<Error> error = read_xml(archive, part, handler)) return *std::move(error);
  if (handler.overflowed()) return too_many(part, kMaxEntries);
  return handler.take();
}

/// "_x000D_" is how texts carry what XML cannot (ECMA-376 part 1, 22.9.2.19).
std::string without_escapes(std::string text) {
  constexpr std::size_t kLength = 7;
  for (std::size_t at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
    if (at + kLength > text.size() || text[at + kLength - 1] != '_') continue;
    unsigned unit = 0;
    const char* digits = text.data() + at + 2;
    const auto [end, error] = std::from_chars(digits, digits + 4, unit, 16);
    const bool is_character =
        error == std::errc() && end == digits + 4 && unit > 0 && (unit < 0xD800 || unit > 0xDFFF);
    if (is_character) text.replace(at, kLength, encode_utf8(unit));
  }
  return text;
}

/// Collects the text of `t` elements, plain or in runs; phonetic runs say how the text is read aloud.
class TextCollector {
 public:
  void start(std::string_view name) {
    if (name == "rPh") ++phonetic_;
    if (name == "t") open_ = phonetic_ == 0;
  }
  void end(std::string_view name) {
    if (name == "rPh") --phonetic_;
    if (name == "t") open_ = false;
  }
  /// Keeps one byte more than max_bytes at most, which says that the text is too long.
  void text(std::string_view piece, std::size_t max_bytes) {
    if (open_ && text_.size() <= max_bytes) text_ += piece.substr(0, max_bytes + 1 - text_.size());
  }
  [[nodiscard]] std::string take() {
    phonetic_ = 0;
    open_ = false;
    return std::exchange(text_, {});
  }

 private:
  std::string text_;
  int phonetic_ = 0;
  bool open_ = false;
};

class SharedTextsHandler : public XmlHandler {
 public:
  explicit SharedTextsHandler(std::size_t max_cell_bytes) : max_cell_bytes_(max_cell_bytes) {}

  void start(std::string_view name, const XmlAttributes&) override { collector_.start(name); }
  void end(std::string_view name) override {
    collector_.end(name);
    if (name != "si" || problem) return;
    const std::string text = without_escapes(collector_.take());
    if (text.size() > max_cell_bytes_) problem = too_many("bytes of a cell", max_cell_bytes_);
    if (!problem && !texts.add(text)) problem = too_many("bytes of shared texts", kMaxSharedTextBytes);
  }
  void text(std::string_view piece) override { collector_.text(piece, max_cell_bytes_); }

  SharedTexts texts;
  std::optional<Error> problem;

 private:
  std::size_t max_cell_bytes_;
  TextCollector collector_;
};

Result<SharedTexts> read_shared_texts(ZipArchive& archive, const std::string& part, const CsvLimits& limits) {
  if (part.empty()) return SharedTexts();
  SharedTextsHandler handler(limits.max_cell_bytes);
  if (std::optional<Error> error = read_xml(archive, part, handler)) return *std::move(error);
  if (handler.problem) return *std::move(handler.problem);
  return std::move(handler.texts);
}

/// What the cells of all sheets refer to.
struct Context {
  SharedTexts texts;
  std::vector<NumberFormat> formats;
  Epoch epoch = Epoch::year_1900;
  CsvLimits limits;
};

/// Makes rows of the elements of a worksheet.
class SheetHandler : public XmlHandler {
 public:
  explicit SheetHandler(const Context& context) : context_(&context), builder_(context.limits) {}

  /// The reader that calls this handler.
  void read_by(XmlReader& reader) { reader_ = &reader; }
  [[nodiscard]] RosterRecord take() { return builder_.take(); }
  /// Of the row that was begun last; 0 before the first.
  [[nodiscard]] int line() const { return line_; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 private:
  enum class Place { outside, sheet, row, cell, value, inline_text };

  void begin_row(const XmlAttributes& attributes);
  void begin_cell(const XmlAttributes& attributes);
  void end_row();
  void end_cell();
  void put_number();
  void fail(const std::string& what);
  [[nodiscard]] NumberFormat format() const;

  const Context* context_;
  XmlReader* reader_ = nullptr;
  RecordBuilder builder_;
  Place place_ = Place::outside;
  int line_ = 0;
  std::size_t column_ = 0;  ///< of the open cell, from 0
  std::size_t next_column_ = 0;
  std::string type_;
  int style_ = 0;
  bool has_formula_ = false;
  std::string value_;
  TextCollector inline_text_;
};

void SheetHandler::fail(const std::string& what) {
  Error error = damaged(what);
  error.where.line = line_;
  reader_->fail(std::move(error));
}

void SheetHandler::start(std::string_view name, const XmlAttributes& attributes) {
  if (place_ == Place::inline_text) return inline_text_.start(name);
  if (name == "sheetData") {
    place_ = Place::sheet;
  } else if (name == "row" && place_ != Place::outside) {
    begin_row(attributes);
  } else if (name == "c" && place_ != Place::outside) {
    begin_cell(attributes);
  } else if (place_ == Place::cell && name == "f") {
    has_formula_ = true;
  } else if (place_ == Place::cell && name == "v") {
    place_ = Place::value;
  } else if (place_ == Place::cell && name == "is") {
    place_ = Place::inline_text;
  }
}

void SheetHandler::end(std::string_view name) {
  if (place_ == Place::inline_text && name == "is") {
    place_ = Place::cell;
  } else if (place_ == Place::inline_text) {
    inline_text_.end(name);
  } else if (place_ == Place::value && name == "v") {
    place_ = Place::cell;
  } else if (place_ == Place::cell && name == "c") {
    end_cell();
  } else if (place_ == Place::row && name == "row") {
    end_row();
  } else if (place_ == Place::sheet && name == "sheetData") {
    place_ = Place::outside;
  }
}

void SheetHandler::text(std::string_view piece) {
  const std::size_t max_bytes = context_->limits.max_cell_bytes;
  if (place_ == Place::inline_text) inline_text_.text(piece, max_bytes);
  // One byte too many is enough to know that the cell is too long.
  if (place_ == Place::value && value_.size() <= max_bytes) {
    value_ += piece.substr(0, max_bytes + 1 - value_.size());
  }
}

void SheetHandler::begin_row(const XmlAttributes& attributes) {
  const int line = attributes.has("r") ? attributes.number("r", 0) : line_ + 1;
  if (place_ != Place::sheet || line <= line_) return fail("rows out of order");
  place_ = Place::row;
  line_ = line;
  next_column_ = 0;
  builder_.begin(line);
}

void SheetHandler::end_row() {
  place_ = Place::sheet;
  if (!is_blank(builder_.record())) reader_->pause();
}

void SheetHandler::begin_cell(const XmlAttributes& attributes) {
  if (place_ != Place::row) return fail("cells out of order");
  column_ = next_column_;
  if (attributes.has("r")) {
    const std::optional<MergedArea> area = area_of_name(attributes.value("r"));
    const bool good = area && area->first_row == line_ && area->last_row == line_ &&
                      static_cast<std::size_t>(area->first_column) > next_column_;
    if (!good) return fail("cells out of order");
    column_ = static_cast<std::size_t>(area->first_column) - 1;
  }
  next_column_ = column_ + 1;
  place_ = Place::cell;
  type_ = attributes.value("t");
  style_ = attributes.number("s", 0);
  has_formula_ = false;
  value_.clear();
}

NumberFormat SheetHandler::format() const {
  const auto index = static_cast<std::size_t>(style_);
  return index < context_->formats.size() ? context_->formats[index] : NumberFormat();
}

void SheetHandler::put_number() {
  NumberText number = number_text(trim_blanks(value_), format(), context_->epoch);
  builder_.put(column_, std::move(number.text));
  if (number.digits_lost) builder_.note(column_, CellIssue::digits_lost);
}

void SheetHandler::end_cell() {
  place_ = Place::row;
  const bool no_result = has_formula_ && value_.empty() && type_ != "str" && type_ != "inlineStr";
  if (no_result) {
    builder_.note(column_, CellIssue::formula);
  } else if (type_ == "inlineStr") {
    builder_.put(column_, without_escapes(inline_text_.take()));
  } else if (value_.empty()) {
    return;
  } else if (type_ == "s") {
    std::size_t index = 0;
    const auto [end, error] = std::from_chars(value_.data(), value_.data() + value_.size(), index);
    const bool whole = error == std::errc() && end == value_.data() + value_.size();
    const std::optional<std::string_view> text = whole ? context_->texts.at(index) : std::nullopt;
    if (!text) return fail("a cell refers to a text that is not there");
    builder_.put(column_, std::string(*text));
  } else if (type_ == "str") {
    builder_.put(column_, without_escapes(value_));
  } else if (type_ == "b") {
    builder_.put(column_, is_true(value_) ? "TRUE" : "FALSE");
  } else if (type_ == "e") {
    builder_.put(column_, value_);
    builder_.note(column_, CellIssue::error_value);
  } else if (type_ == "d") {
    builder_.put(column_, iso_date_text(value_));
  } else {
    put_number();
  }
}

/// True when the part may hold the word; unpacking is several times faster than reading XML.
bool may_mention(ZipArchive& archive, const std::string& name, std::string_view word) {
  Result<ZipPart> part = archive.part(name);
  if (!part) return false;
  std::string window;
  bool first = true;
  for (std::string_view piece = part.value().next(); !piece.empty(); piece = part.value().next()) {
    // UTF-16, in which no word is found byte by byte.
    if (std::exchange(first, false) && piece.substr(0, 4).find('\0') != std::string_view::npos) return true;
    if (piece.starts_with("\xFF\xFE") || piece.starts_with("\xFE\xFF")) return true;
    window += piece;
    if (window.find(word) != std::string::npos) return true;
    window.erase(0, window.size() - std::min(window.size(), word.size()));
  }
  return false;
}

/// The areas of merged cells, which stand behind the rows.
Result<std::vector<MergedArea>> read_merged(ZipArchive& archive, const std::string& part) {
  std::vector<MergedArea> areas;
  if (!may_mention(archive, part, "mergeCell")) return areas;
  const auto add = [&areas](std::string_view, const XmlAttributes& attributes) {
    if (const auto area = area_of_name(attributes.value("ref"))) areas.push_back(*area);
  };
  if (std::optional<Error> error = read_elements(archive, part, {"mergeCell"}, add)) {
    return *std::move(error);
  }
  return areas;
}

class XlsxRows : public RowReader {
 public:
  XlsxRows(std::shared_ptr<ZipArchive> archive, std::shared_ptr<const Context> context, ZipPart part,
           std::vector<MergedArea> merged)
      : archive_(std::move(archive)),
        context_(std::move(context)),
        handler_(*context_),
        reader_(std::move(part), handler_),
        merged_(std::move(merged)) {
    handler_.read_by(reader_);
  }

  std::optional<RosterRecord> next() override {
    if (reader_.advance() != XmlReader::State::paused) return std::nullopt;
    return handler_.take();
  }
  [[nodiscard]] std::optional<Error> failure() const override {
    std::optional<Error> error = reader_.failure();
    if (error && error->where.line == 0) error->where.line = handler_.line();
    return error;
  }
  [[nodiscard]] std::vector<MergedArea> merged() const override { return merged_; }

 private:
  std::shared_ptr<ZipArchive> archive_;
  std::shared_ptr<const Context> context_;
  SheetHandler handler_;
  XmlReader reader_;
  std::vector<MergedArea> merged_;
};

/// What opening a workbook comes to, sheet by sheet.
class WorkbookOpener {
 public:
  WorkbookOpener(std::unique_ptr<ZipArchive> archive, const CsvLimits& limits)
      : archive_(std::move(archive)), limits_(limits) {}

  RowReaderResult open(const std::string& wanted) {
    Result<Workbook> workbook = read_workbook(*archive_);
    if (!workbook) return workbook.error();
    if (std::optional<Error> error = read_context(workbook.value())) return *std::move(error);
    std::vector<SheetOffer> offers;
    for (const Sheet& sheet : workbook.value().sheets) {
      const bool matters = wanted.empty() && !sheet.hidden;
      const Result<bool> filled = matters ? has_data(sheet) : Result<bool>(false);
      if (!filled) return filled.error();
      offers.push_back({sheet.name, sheet.hidden, filled.value()});
    }
    const Result<std::size_t> chosen = choose_sheet(offers, wanted);
    if (!chosen) return chosen.error();
    const Sheet& sheet = workbook.value().sheets[chosen.value()];
    Result<std::vector<MergedArea>> merged = read_merged(*archive_, sheet.part);
    if (!merged) return merged.error();
    Result<std::unique_ptr<XlsxRows>> rows = rows_of(sheet, std::move(merged).value());
    if (!rows) return rows.error();
    return std::unique_ptr<RowReader>(std::move(rows).value());
  }

 private:
  std::optional<Error> read_context(const Workbook& workbook) {
    Result<SharedTexts> texts = read_shared_texts(*archive_, workbook.shared_texts, limits_);
    if (!texts) return texts.error();
    Result<std::vector<NumberFormat>> formats = read_formats(*archive_, workbook.styles);
    if (!formats) return formats.error();
    context_ = std::make_shared<const Context>(
        Context{std::move(texts).value(), std::move(formats).value(), workbook.epoch, limits_});
    return std::nullopt;
  }

  Result<std::unique_ptr<XlsxRows>> rows_of(const Sheet& sheet, std::vector<MergedArea> merged) {
    Result<ZipPart> part = archive_->part(sheet.part);
    if (!part) return part.error();
    return std::make_unique<XlsxRows>(archive_, context_, std::move(part).value(), std::move(merged));
  }

  Result<bool> has_data(const Sheet& sheet) {
    Result<std::unique_ptr<XlsxRows>> rows = rows_of(sheet, {});
    if (!rows) return rows.error();
    const bool any = rows.value()->next().has_value();
    if (rows.value()->failure()) return *rows.value()->failure();
    return any;
  }

  std::shared_ptr<ZipArchive> archive_;
  std::shared_ptr<const Context> context_;
  CsvLimits limits_;
};

}  // namespace

RowReaderResult xlsx_rows(std::unique_ptr<ZipArchive> archive, const std::string& sheet,
                          const CsvLimits& limits) {
  archive->name_format("XLSX");
  return WorkbookOpener(std::move(archive), limits).open(sheet);
}

}  // namespace photolint
