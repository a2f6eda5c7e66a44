// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/ods.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <set>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/roster/record_builder.h"
#include "photolint/roster/sheet_choice.h"
#include "photolint/roster/sheet_value.h"
#include "photolint/roster/xml_reader.h"

namespace photolint {
namespace {

/// What a table may have; LibreOffice stops at a sixteenth of it unless it is told otherwise.
constexpr int kMaxRows = 1 << 24;
constexpr int kMaxColumns = 1 << 20;
/// Tables, styles and merged areas.
constexpr std::size_t kMaxEntries = 1 << 17;
constexpr const char* kContent = "content.xml";
constexpr const char* kManifest = "META-INF/manifest.xml";

Error too_many(const std::string& what, std::size_t limit) {
  return {ErrorCode::roster_too_large, {{"detail", what}, {"limit", std::to_string(limit)}}, {}};
}

/// Collects the text of a paragraph, in which runs of white space count as one blank.
class ParagraphText {
 public:
  explicit ParagraphText(std::size_t max_bytes) : max_bytes_(max_bytes) {}

  void clear() {
    text_.clear();
    paragraphs_ = 0;
  }
  void begin_paragraph() {
    if (paragraphs_++ > 0) add("\n");
    at_begin_ = true;
  }
  void text(std::string_view piece) {
    for (const char c : piece) {
      const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
      if (!blank || !at_begin_) add(blank ? std::string_view(" ") : std::string_view(&c, 1));
      at_begin_ = blank;
    }
  }
  void blanks(int count) { add(std::string(std::min(static_cast<std::size_t>(count), max_bytes_), ' ')); }
  void add(std::string_view piece) {
    // One byte too many is enough to know that the cell is too long.
    if (text_.size() <= max_bytes_) text_ += piece.substr(0, max_bytes_ + 1 - text_.size());
  }
  [[nodiscard]] const std::string& str() const { return text_; }

 private:
  std::size_t max_bytes_;
  std::string text_;
  int paragraphs_ = 0;
  bool at_begin_ = true;
};

/// What is known of a cell when it begins.
struct CellHead {
  std::string type;   ///< float, percentage, currency, date, time, boolean, string; empty: none
  std::string value;  ///< as the type writes it
  bool formula = false;
  bool error = false;
  int repeated = 1;
};

bool looks_like_error(std::string_view text) {
  constexpr std::array kErrors = {std::string_view("#N/A"),  std::string_view("#VALUE!"),
                                  std::string_view("#REF!"), std::string_view("#DIV/0!"),
                                  std::string_view("#NUM!"), std::string_view("#NAME?"),
                                  std::string_view("#NULL!")};
  return text.starts_with("Err:") || std::find(kErrors.begin(), kErrors.end(), text) != kErrors.end();
}

/// "00123" for 123: a format that shows zeros in front, which belong to the number for those who read it.
bool only_adds_zeros(std::string_view shown, std::string_view number) {
  if (shown.size() <= number.size() || !shown.ends_with(number)) return false;
  if (number.find_first_not_of("0123456789") != std::string_view::npos) return false;
  return shown.substr(0, shown.size() - number.size()).find_first_not_of('0') == std::string_view::npos;
}

/// Makes rows of the tables in content.xml. What to do with them is the business of the derived classes.
class ContentHandler : public XmlHandler {
 public:
  explicit ContentHandler(const CsvLimits& limits)
      : limits_(limits), builder_(limits), text_(limits.max_cell_bytes) {}

  /// The reader that calls this handler.
  void read_by(XmlReader& reader) { reader_ = &reader; }
  /// Of the row that was begun last in the open table.
  [[nodiscard]] int line() const { return line_; }

  void start(std::string_view name, const XmlAttributes& attributes) override;
  void end(std::string_view name) override;
  void text(std::string_view piece) override;

 protected:
  virtual void begin_table(const std::string& name, bool hidden) = 0;
  /// A filled row, which stands count times from its line on.
  virtual void row(RosterRecord record, int count) = 0;
  virtual void merge(const MergedArea& area) = 0;

  void fail(Error error) {
    error.where.line = line_;
    reader_->fail(std::move(error));
  }
  void pause() { reader_->pause(); }

 private:
  void start_style(std::string_view name, const XmlAttributes& attributes);
  void start_table(const XmlAttributes& attributes);
  void start_row(const XmlAttributes& attributes);
  void start_cell(const XmlAttributes& attributes);
  void start_in_cell(std::string_view name, const XmlAttributes& attributes);
  void end_row();
  void end_cell();
  void put_cell(std::size_t column);

  CsvLimits limits_;
  XmlReader* reader_ = nullptr;
  RecordBuilder builder_;
  ParagraphText text_;
  std::set<std::string> hidden_styles_;
  std::string style_;  ///< table style that is being described

  // Depths of the open elements, 0 for none: an inner table or text box must not pass for a row or text.
  int depth_ = 0;
  int spreadsheet_ = 0;
  int table_ = 0;
  int row_ = 0;
  int cell_ = 0;
  int paragraph_ = 0;
  int skipped_ = 0;

  int line_ = 0;
  int next_line_ = 1;
  int rows_repeated_ = 1;
  int column_ = 0;  ///< of the open cell, from 0
  CellHead head_;
};

void ContentHandler::start(std::string_view name, const XmlAttributes& attributes) {
  ++depth_;
  if (skipped_ != 0) return;
  if (cell_ != 0) return start_in_cell(name, attributes);
  if (name == "spreadsheet") {
    spreadsheet_ = depth_;
  } else if (spreadsheet_ == 0) {
    start_style(name, attributes);
  } else if (table_ == 0) {
    if (name == "table" && depth_ == spreadsheet_ + 1) start_table(attributes);
  } else if (name == "table-row" && row_ == 0) {
    start_row(attributes);
  } else if (row_ != 0 && (name == "table-cell" || name == "covered-table-cell")) {
    start_cell(attributes);
  } else if (name == "shapes" || name == "table") {
    skipped_ = depth_;
  }
}

void ContentHandler::end(std::string_view) {
  const int closed = depth_--;
  if (closed == skipped_) skipped_ = 0;
  if (closed == paragraph_) paragraph_ = 0;
  if (closed == cell_) end_cell();
  if (closed == row_) end_row();
  if (closed == table_) table_ = 0;
  if (closed == spreadsheet_) spreadsheet_ = 0;
}

void ContentHandler::text(std::string_view piece) {
  if (paragraph_ != 0 && skipped_ == 0) text_.text(piece);
}

void ContentHandler::start_style(std::string_view name, const XmlAttributes& attributes) {
  if (name == "style") style_ = attributes.value("family") == "table" ? attributes.value("name") : "";
  if (name != "table-properties" || style_.empty() || attributes.value("display") != "false") return;
  if (hidden_styles_.size() >= kMaxEntries) return fail(too_many("styles", kMaxEntries));
  hidden_styles_.insert(style_);
}

void ContentHandler::start_table(const XmlAttributes& attributes) {
  table_ = depth_;
  line_ = 0;
  next_line_ = 1;
  const bool hidden = hidden_styles_.count(std::string(attributes.value("style-name"))) > 0;
  begin_table(std::string(attributes.value("name")), hidden);
}

void ContentHandler::start_row(const XmlAttributes& attributes) {
  row_ = depth_;
  line_ = next_line_;
  column_ = 0;
  rows_repeated_ = std::max(1, attributes.number("number-rows-repeated", 1));
  if (rows_repeated_ > kMaxRows - line_) return fail(too_many("rows", kMaxRows));
  next_line_ = line_ + rows_repeated_;
  builder_.begin(line_);
}

void ContentHandler::end_row() {
  row_ = 0;
  RosterRecord record = builder_.take();
  if (!is_blank(record)) row(std::move(record), rows_repeated_);
}

void ContentHandler::start_cell(const XmlAttributes& attributes) {
  cell_ = depth_;
  text_.clear();
  head_ = {};
  head_.repeated = std::max(1, attributes.number("number-columns-repeated", 1));
  if (head_.repeated > kMaxColumns - column_) return fail(too_many("columns", kMaxColumns));
  head_.type = attributes.value("value-type");
  head_.formula = attributes.has("formula");
  head_.error = attributes.any_is("value-type", "error");
  for (const char* name : {"value", "date-value", "boolean-value", "string-value"}) {
    if (attributes.has(name)) head_.value = attributes.value(name);
  }
  const int rows = attributes.number("number-rows-spanned", 1);
  const int columns = attributes.number("number-columns-spanned", 1);
  if (rows <= 1 && columns <= 1) return;
  merge({line_, line_ + std::clamp(rows, 1, kMaxRows) - 1, column_ + 1,
         column_ + std::clamp(columns, 1, kMaxColumns)});
}

void ContentHandler::start_in_cell(std::string_view name, const XmlAttributes& attributes) {
  if (depth_ == cell_ + 1) {
    // Notes, pictures and inner tables are no content of the cell.
    if (name != "p") {
      skipped_ = depth_;
      return;
    }
    paragraph_ = depth_;
    text_.begin_paragraph();
  } else if (name == "s") {
    text_.blanks(attributes.number("c", 1));
  } else if (name == "tab") {
    text_.add("\t");
  } else if (name == "line-break") {
    text_.add("\n");
  } else if (name == "ruby-text" || name == "note" || name == "annotation" || name == "frame") {
    skipped_ = depth_;
  }
}

void ContentHandler::end_cell() {
  cell_ = 0;
  const int first = column_;
  column_ += head_.repeated;
  const bool empty = head_.type.empty() && !head_.formula && text_.str().empty();
  if (empty) return;
  // put() refuses the row at the first column too many.
  const int end = std::min(column_, static_cast<int>(limits_.max_columns) + 1);
  for (int i = first; i < std::max(end, first + 1); ++i) put_cell(static_cast<std::size_t>(i));
}

void ContentHandler::put_cell(std::size_t column) {
  const std::string& shown = text_.str();
  if (head_.error || (head_.formula && looks_like_error(shown))) {
    builder_.put(column, shown);
    builder_.note(column, CellIssue::error_value);
  } else if (head_.formula && head_.type.empty()) {
    builder_.note(column, CellIssue::formula);
  } else if (head_.type == "float" || head_.type == "percentage" || head_.type == "currency") {
    NumberText number = number_text(trim_blanks(head_.value), {}, Epoch::year_1900);
    if (only_adds_zeros(shown, number.text)) number.text = shown;
    builder_.put(column, std::move(number.text));
    if (number.digits_lost) builder_.note(column, CellIssue::digits_lost);
  } else if (head_.type == "date") {
    builder_.put(column, iso_date_text(head_.value));
  } else if (head_.type == "boolean") {
    builder_.put(column, head_.value == "true" ? "TRUE" : "FALSE");
  } else {
    builder_.put(column, shown.empty() ? head_.value : shown);
  }
}

/// Sees what there is without keeping rows.
class Survey : public ContentHandler {
 public:
  using ContentHandler::ContentHandler;

  std::vector<SheetOffer> offers;
  std::vector<std::vector<MergedArea>> merged;  ///< by table

 protected:
  void begin_table(const std::string& name, bool hidden) override {
    if (offers.size() >= kMaxEntries) return fail(too_many("tables", kMaxEntries));
    offers.push_back({name, hidden, false});
    merged.emplace_back();
  }
  void row(RosterRecord, int) override { offers.back().has_data = true; }
  void merge(const MergedArea& area) override {
    if (++areas_ > kMaxEntries) return fail(too_many("merged cells", kMaxEntries));
    merged.back().push_back(area);
  }

 private:
  std::size_t areas_ = 0;
};

/// Stops at each filled row of one table.
class TableRows : public ContentHandler {
 public:
  TableRows(std::size_t table, const CsvLimits& limits) : ContentHandler(limits), table_(table) {}

  [[nodiscard]] bool has_row() const { return count_ > 0; }
  [[nodiscard]] RosterRecord take() {
    if (--count_ == 0) return std::move(record_);
    RosterRecord copy = record_;
    ++record_.line;
    return copy;
  }

 protected:
  void begin_table(const std::string&, bool) override { ++begun_; }
  void row(RosterRecord record, int count) override {
    if (begun_ != table_ + 1) return;
    record_ = std::move(record);
    count_ = count;
    pause();
  }
  void merge(const MergedArea&) override {}

 private:
  std::size_t table_;
  std::size_t begun_ = 0;
  RosterRecord record_;
  int count_ = 0;
};

class OdsRows : public RowReader {
 public:
  OdsRows(std::unique_ptr<ZipArchive> archive, ZipPart content, std::size_t table,
          std::vector<MergedArea> merged, const CsvLimits& limits)
      : archive_(std::move(archive)),
        handler_(table, limits),
        reader_(std::move(content), handler_),
        merged_(std::move(merged)) {
    handler_.read_by(reader_);
  }

  std::optional<RosterRecord> next() override {
    while (!handler_.has_row()) {
      if (reader_.advance() != XmlReader::State::paused) return std::nullopt;
    }
    return handler_.take();
  }
  [[nodiscard]] std::optional<Error> failure() const override {
    std::optional<Error> error = reader_.failure();
    if (error && error->where.line == 0) error->where.line = handler_.line();
    return error;
  }
  [[nodiscard]] std::vector<MergedArea> merged() const override { return merged_; }

 private:
  std::unique_ptr<ZipArchive> archive_;
  TableRows handler_;
  XmlReader reader_;
  std::vector<MergedArea> merged_;
};

/// Looks for the word that says how a part is encrypted.
class ManifestHandler : public XmlHandler {
 public:
  void start(std::string_view name, const XmlAttributes&) override {
    if (name == "encryption-data") encrypted = true;
  }
  void end(std::string_view) override {}
  void text(std::string_view) override {}

  bool encrypted = false;
};

std::optional<Error> check_package(ZipArchive& archive) {
  constexpr std::size_t kLongestType = 100;
  if (archive.has("mimetype")) {
    const Result<std::string> type = archive.text_of("mimetype", kLongestType);
    if (!type) return type.error();
    const bool spreadsheet = type.value().starts_with("application/vnd.oasis.opendocument.spreadsheet");
    if (!spreadsheet) return Error{ErrorCode::roster_unsupported, {{"format", "OpenDocument"}}, {}};
  }
  if (!archive.has(kManifest)) return std::nullopt;
  ManifestHandler manifest;
  if (std::optional<Error> error = read_xml(archive, kManifest, manifest)) return error;
  if (manifest.encrypted) return Error{ErrorCode::roster_encrypted, {{"format", "ODS"}}, {}};
  return std::nullopt;
}

std::optional<Error> survey_tables(ZipArchive& archive, Survey& survey) {
  Result<ZipPart> content = archive.part(kContent);
  if (!content) return content.error();
  XmlReader reader(std::move(content).value(), survey);
  survey.read_by(reader);
  while (reader.advance() == XmlReader::State::paused) {
  }
  std::optional<Error> error = reader.failure();
  if (error && error->where.line == 0) error->where.line = survey.line();
  return error;
}

}  // namespace

RowReaderResult ods_rows(std::unique_ptr<ZipArchive> archive, const std::string& sheet,
                         const CsvLimits& limits) {
  archive->name_format("ODS");
  if (std::optional<Error> error = check_package(*archive)) return *std::move(error);
  Survey survey(limits);
  if (std::optional<Error> error = survey_tables(*archive, survey)) return *std::move(error);
  const Result<std::size_t> chosen = choose_sheet(survey.offers, sheet);
  if (!chosen) return chosen.error();
  Result<ZipPart> content = archive->part(kContent);
  if (!content) return content.error();
  std::vector<MergedArea> merged = std::move(survey.merged[chosen.value()]);
  return RowReaderResult(std::make_unique<OdsRows>(std::move(archive), std::move(content).value(),
                                                   chosen.value(), std::move(merged), limits));
}

}  // namespace photolint
