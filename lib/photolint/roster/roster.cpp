// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/roster.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <deque>
#include <fstream>
#include <iterator>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"
#include "photolint/roster/row_formats.h"
#include "photolint/roster/sheet_value.h"
#include "photolint/roster/system_error.h"

namespace photolint {
namespace {

/// What finds a student or a photo: rows without it are of no use.
constexpr std::array kKeyFields = {std::string_view("student_no"), std::string_view("name"),
                                   std::string_view("id_number"), std::string_view("photo")};
constexpr std::size_t kShownMerges = 10;

bool is_needed(std::string_view field, const RosterFormat& format) {
  return std::find(kKeyFields.begin(), kKeyFields.end(), field) != kKeyFields.end() ||
         std::find(format.required.begin(), format.required.end(), field) != format.required.end();
}

bool is_mapped_header(std::string_view header, const RosterFormat& format) {
  const std::string folded = fold_header(header);
  return std::any_of(format.map.begin(), format.map.end(), [&folded](const ColumnMapping& mapping) {
    return fold_header(mapping.column) == folded;
  });
}

bool looks_like_header(const RosterRecord& record, const RosterFormat& format) {
  return std::any_of(record.cells.begin(), record.cells.end(), [&format](const std::string& cell) {
    const std::string_view field = field_of_header(cell);
    return is_mapped_header(cell, format) || (!field.empty() && is_needed(field, format));
  });
}

Error encoding_error(TextEncoding encoding, int line, std::size_t column, const std::string& name) {
  const int number = static_cast<int>(column) + 1;
  return {ErrorCode::roster_encoding,
          {{"encoding", std::string(to_string(encoding))},
           {"row", std::to_string(line)},
           {"column", name.empty() ? std::to_string(number) : name}},
          {{}, line, number, {}}};
}

/// The error of a cell; nothing where it is none for this column.
std::optional<Error> cell_error(const CellNote& note, const Field& field, int line, TextEncoding encoding) {
  const int column = static_cast<int>(note.column) + 1;
  const Location where{{}, line, column, {}};
  const std::string cell = cell_name(line, column);
  switch (note.issue) {
    case CellIssue::undecodable:
      return encoding_error(encoding, line, note.column, field.name);
    case CellIssue::digits_lost:
      if (!is_long_number_field(field.name)) return std::nullopt;
      return Error{ErrorCode::roster_digits_lost, {{"column", field.name}, {"value", field.text}}, where};
    case CellIssue::formula:
      return Error{ErrorCode::roster_formula, {{"column", field.name}, {"cell", cell}}, where};
    case CellIssue::error_value:
      // In other columns the text is what the sheet shows, and nobody decides by it.
      if (!is_known_field(field.name)) return std::nullopt;
      return Error{ErrorCode::roster_cell_error,
                   {{"column", field.name}, {"cell", cell}, {"value", field.text}},
                   where};
  }
  return std::nullopt;
}

RosterOrErrors only(Error error) {
  RosterOrErrors result;
  result.errors.push_back(std::move(error));
  return result;
}

void append(std::vector<Error>& errors, std::vector<Error> more) {
  std::move(more.begin(), more.end(), std::back_inserter(errors));
}

}  // namespace

struct RosterReader::Impl {
  explicit Impl(std::unique_ptr<RowReader> row_reader) : rows(std::move(row_reader)) {}

  std::unique_ptr<RowReader> rows;
  std::string path;
  std::vector<std::string> columns;
  int header_line = 0;
  std::deque<RosterRecord> ahead;  ///< rows that were read to find the header, and the first behind it

  std::optional<RosterRecord> next_filled();
  Result<std::vector<std::string>> read_header(const RosterFormat& format);
  std::vector<Error> name_columns(const std::vector<std::string>& headers, const RosterFormat& format);
  std::vector<Error> merge_errors(const RosterFormat& format) const;
  std::vector<Error> memo_errors(const RosterFormat& format) const;
  RosterRow to_row(RosterRecord record);
};

std::optional<RosterRecord> RosterReader::Impl::next_filled() {
  std::optional<RosterRecord> record = rows->next();
  while (record && is_blank(*record)) record = rows->next();
  return record;
}

Result<std::vector<std::string>> RosterReader::Impl::read_header(const RosterFormat& format) {
  const auto most = static_cast<std::size_t>(rows->header_rows());
  std::size_t found = 0;
  while (ahead.size() < most) {
    std::optional<RosterRecord> record = next_filled();
    if (!record) break;
    const bool damaged = record->problem.has_value();
    const bool header = !damaged && looks_like_header(*record, format);
    if (header) found = ahead.size();
    ahead.push_back(*std::move(record));
    if (header || damaged) break;
  }
  if (ahead.empty() && rows->failure()) return *rows->failure();
  if (ahead.empty()) return Error{ErrorCode::roster_empty, {}, {}};
  ahead.erase(ahead.begin(), ahead.begin() + static_cast<std::ptrdiff_t>(found));
  RosterRecord header = std::move(ahead.front());
  ahead.pop_front();
  if (header.problem) return *std::move(header.problem);
  header_line = header.line;
  for (const CellNote& note : header.notes) {
    std::optional<Error> error = cell_error(note, {}, header.line, rows->encoding());
    if (error) return *std::move(error);
  }
  std::vector<std::string> headers;
  headers.reserve(header.cells.size());
  for (const std::string& cell : header.cells) headers.emplace_back(trim_blanks(cell));
  return headers;
}

std::vector<Error> RosterReader::Impl::merge_errors(const RosterFormat& format) const {
  std::vector<Error> errors;
  for (const MergedArea& area : rows->merged()) {
    if (area.last_row <= header_line || errors.size() == kShownMerges) continue;
    const auto first = static_cast<std::size_t>(area.first_column) - 1;
    const auto end = std::min(static_cast<std::size_t>(area.last_column), columns.size());
    for (std::size_t i = first; i < end; ++i) {
      if (!is_needed(columns[i], format)) continue;
      errors.push_back({ErrorCode::roster_merged,
                        {{"cells", area_name(area)}, {"column", columns[i]}},
                        {{}, area.first_row, area.first_column, {}}});
      break;
    }
  }
  return errors;
}

std::vector<Error> RosterReader::Impl::memo_errors(const RosterFormat& format) const {
  std::vector<Error> errors;
  for (const std::string& header : rows->left_out()) {
    const bool known = !field_of_header(header).empty() || is_mapped_header(header, format);
    if (known) errors.push_back({ErrorCode::roster_memo, {{"column", header}}, {}});
  }
  return errors;
}

std::vector<Error> RosterReader::Impl::name_columns(const std::vector<std::string>& headers,
                                                    const RosterFormat& format) {
  std::vector<Error> errors;
  std::vector<std::string> mapped(headers.size());
  const auto is_mapped = [&mapped](std::string_view field) {
    return std::find(mapped.begin(), mapped.end(), field) != mapped.end();
  };
  for (const ColumnMapping& mapping : format.map) {
    if (!is_known_field(mapping.field)) {
      errors.push_back({ErrorCode::roster_field_unknown,
                        {{"field", mapping.field}, {"nearest", nearest_field(mapping.field)}},
                        {}});
      continue;
    }
    const auto column = std::find_if(headers.begin(), headers.end(), [&](const std::string& header) {
      return fold_header(header) == fold_header(mapping.column);
    });
    if (column == headers.end()) {
      if (mapping.optional) continue;
      errors.push_back({ErrorCode::roster_header_missing,
                        {{"column", mapping.column}, {"nearest", nearest_header(mapping.column, headers)}},
                        {}});
    } else if (is_mapped(mapping.field)) {
      if (mapping.optional) continue;
      errors.push_back({ErrorCode::roster_header_duplicate, {{"column", mapping.field}}, {}});
    } else {
      mapped[static_cast<std::size_t>(column - headers.begin())] = mapping.field;
    }
  }
  for (std::size_t i = 0; i < headers.size(); ++i) {
    const std::string_view field = field_of_header(headers[i]);
    const bool free = !field.empty() && !is_mapped(field);
    const bool taken = std::find(columns.begin(), columns.end(), field) != columns.end();
    if (!mapped[i].empty()) {
      columns.push_back(mapped[i]);
    } else if (free) {
      if (taken) errors.push_back({ErrorCode::roster_header_duplicate, {{"column", headers[i]}}, {}});
      columns.emplace_back(field);
    } else {
      columns.push_back(headers[i].empty() ? "column_" + std::to_string(i + 1) : headers[i]);
    }
  }
  for (const std::string& field : format.required) {
    if (std::find(columns.begin(), columns.end(), field) != columns.end()) continue;
    errors.push_back({ErrorCode::roster_header_missing,
                      {{"column", field}, {"nearest", nearest_header(field, headers)}},
                      {}});
  }
  return errors;
}

RosterRow RosterReader::Impl::to_row(RosterRecord record) {
  RosterRow row;
  row.line = record.line;
  row.problem = std::move(record.problem);
  const bool read = !row.problem;
  if (read && rows->leaves_out_blanks() && record.cells.size() < columns.size()) {
    record.cells.resize(columns.size());
  }
  if (read && record.cells.size() != columns.size()) {
    row.problem =
        Error{ErrorCode::roster_ragged_row,
              {{"cells", std::to_string(record.cells.size())}, {"expected", std::to_string(columns.size())}},
              {{}, row.line, 0, {}}};
  }
  const std::size_t count = std::min(record.cells.size(), columns.size());
  row.fields.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    row.fields.push_back({columns[i], std::move(record.cells[i])});
    const Field& field = row.fields.back();
    if (row.problem || !is_long_number_field(field.name) || !is_scientific_notation(field.text)) continue;
    row.problem = cell_error({i, CellIssue::digits_lost}, field, row.line, rows->encoding());
  }
  for (const CellNote& note : record.notes) {
    if (row.problem || note.column >= count) break;
    row.problem = cell_error(note, row.fields[note.column], row.line, rows->encoding());
  }
  return row;
}

RosterReader::RosterReader(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
RosterReader::~RosterReader() = default;

RosterOrErrors RosterReader::open_file(const std::string& path, const RosterFormat& format) {
  const auto unreadable = [&path](std::string reason) {
    return only({ErrorCode::roster_unreadable, {{"reason", std::move(reason)}}, {path, 0, 0, {}}});
  };
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return unreadable(system_error_text(errno));
  // Detection reads the text twice, which a pipe cannot do.
  if (!S_ISREG(status.st_mode)) return unreadable("not a regular file");
  auto file = std::make_unique<std::ifstream>(path, std::ios::binary);
  if (!*file) return unreadable(system_error_text(errno));
  return open(std::move(file), format, path);
}

RosterOrErrors RosterReader::open(std::unique_ptr<std::istream> bytes, const RosterFormat& format,
                                  const std::string& path) {
  RowReaderResult rows = open_rows(std::move(bytes), {format.encoding, format.sheet, format.limits, path});
  if (!rows) {
    Error error = rows.error();
    error.where.path = path;
    return only(std::move(error));
  }
  auto impl = std::make_unique<Impl>(std::move(rows).value());
  impl->path = path;
  RosterOrErrors result;
  const Result<std::vector<std::string>> headers = impl->read_header(format);
  if (!headers) {
    result.errors.push_back(headers.error());
  } else {
    result.errors = impl->name_columns(headers.value(), format);
    append(result.errors, impl->merge_errors(format));
    append(result.errors, impl->memo_errors(format));
    if (impl->ahead.empty()) {
      if (std::optional<RosterRecord> first = impl->next_filled()) impl->ahead.push_back(*std::move(first));
    }
    if (impl->ahead.empty()) {
      result.errors.push_back(impl->rows->failure().value_or(Error{ErrorCode::roster_empty, {}, {}}));
    }
  }
  for (Error& error : result.errors) error.where.path = path;
  if (result.errors.empty()) result.reader.reset(new RosterReader(std::move(impl)));
  return result;
}

std::optional<RosterRow> RosterReader::next() {
  if (!impl_->ahead.empty()) {
    RosterRecord record = std::move(impl_->ahead.front());
    impl_->ahead.pop_front();
    return impl_->to_row(std::move(record));
  }
  std::optional<RosterRecord> record = impl_->next_filled();
  if (!record) return std::nullopt;
  return impl_->to_row(*std::move(record));
}

std::optional<Error> RosterReader::failure() const {
  std::optional<Error> error = impl_->rows->failure();
  if (error) error->where.path = impl_->path;
  return error;
}

const std::vector<std::string>& RosterReader::columns() const {
  return impl_->columns;
}

bool RosterReader::has_column(std::string_view field) const {
  return std::find(impl_->columns.begin(), impl_->columns.end(), field) != impl_->columns.end();
}

TextEncoding RosterReader::encoding() const {
  return impl_->rows->encoding();
}

std::int64_t RosterReader::deleted_rows() const {
  return impl_->rows->deleted();
}

}  // namespace photolint
