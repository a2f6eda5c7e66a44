// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/roster.h"

#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <fstream>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"
#include "photolint/roster/system_error.h"

namespace photolint {
namespace {

bool is_blank(const CsvRecord& record) {
  return !record.problem && std::all_of(record.cells.begin(), record.cells.end(),
                                        [](const std::string& cell) { return trim_blanks(cell).empty(); });
}

Error encoding_error(TextEncoding encoding, int line, std::size_t column, const std::string& name) {
  const int number = static_cast<int>(column) + 1;
  return {ErrorCode::roster_encoding,
          {{"encoding", std::string(to_string(encoding))},
           {"row", std::to_string(line)},
           {"column", name.empty() ? std::to_string(number) : name}},
          {{}, line, number, {}}};
}

Error read_error() {
  return {ErrorCode::roster_unreadable, {{"reason", "read error"}}, {}};
}

RosterOrErrors only(Error error) {
  RosterOrErrors result;
  result.errors.push_back(std::move(error));
  return result;
}

}  // namespace

struct RosterReader::Impl {
  Impl(std::unique_ptr<std::istream> stream, TextEncoding text_encoding, const CsvLimits& limits)
      : bytes(std::move(stream)),
        encoding(text_encoding),
        text(*bytes, text_encoding),
        csv(text, limits),
        decoder(text_encoding) {}

  std::unique_ptr<std::istream> bytes;
  TextEncoding encoding;
  TextReader text;
  CsvReader csv;
  CellDecoder decoder;
  std::vector<std::string> columns;
  std::optional<CsvRecord> ahead;  ///< the first row, read to know that there is one

  std::optional<CsvRecord> next_filled();
  std::optional<Error> read_header(std::vector<std::string>& headers);
  std::vector<Error> name_columns(const std::vector<std::string>& headers, const RosterFormat& format);
  RosterRow to_row(CsvRecord record);
  Field to_field(std::size_t column, const std::string& cell, RosterRow& row);
};

std::optional<CsvRecord> RosterReader::Impl::next_filled() {
  std::optional<CsvRecord> record = csv.next();
  while (record && is_blank(*record)) record = csv.next();
  return record;
}

std::optional<Error> RosterReader::Impl::read_header(std::vector<std::string>& headers) {
  const std::optional<CsvRecord> record = next_filled();
  if (!record && text.failed()) return read_error();
  if (!record) return Error{ErrorCode::roster_empty, {}, {}};
  if (record->problem) return record->problem;
  for (const std::string& cell : record->cells) {
    const std::optional<std::string> decoded = decoder.decode(cell);
    if (!decoded) return encoding_error(encoding, record->line, headers.size(), {});
    headers.emplace_back(trim_blanks(*decoded));
  }
  return std::nullopt;
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
      errors.push_back({ErrorCode::roster_header_missing,
                        {{"column", mapping.column}, {"nearest", nearest_header(mapping.column, headers)}},
                        {}});
    } else if (is_mapped(mapping.field)) {
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

Field RosterReader::Impl::to_field(std::size_t column, const std::string& cell, RosterRow& row) {
  Field field;
  field.name = columns[column];
  if (std::optional<std::string> text_of_cell = decoder.decode(cell)) {
    field.text = *std::move(text_of_cell);
  } else {
    field.text = display_text(cell);
    if (!row.problem) row.problem = encoding_error(encoding, row.line, column, field.name);
  }
  if (is_long_number_field(field.name) && is_scientific_notation(field.text) && !row.problem) {
    row.problem = Error{ErrorCode::roster_digits_lost,
                        {{"column", field.name}, {"value", field.text}},
                        {{}, row.line, static_cast<int>(column) + 1, {}}};
  }
  return field;
}

RosterRow RosterReader::Impl::to_row(CsvRecord record) {
  RosterRow row;
  row.line = record.line;
  row.problem = std::move(record.problem);
  if (!row.problem && record.cells.size() != columns.size()) {
    row.problem =
        Error{ErrorCode::roster_ragged_row,
              {{"cells", std::to_string(record.cells.size())}, {"expected", std::to_string(columns.size())}},
              {{}, row.line, 0, {}}};
  }
  const std::size_t count = std::min(record.cells.size(), columns.size());
  row.fields.reserve(count);
  for (std::size_t i = 0; i < count; ++i) row.fields.push_back(to_field(i, record.cells[i], row));
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
  const TextEncoding encoding = format.encoding ? *format.encoding : detect_encoding(*bytes);
  auto impl = std::make_unique<Impl>(std::move(bytes), encoding, format.limits);
  RosterOrErrors result;
  std::vector<std::string> headers;
  if (std::optional<Error> error = impl->read_header(headers)) {
    result.errors.push_back(*std::move(error));
  } else {
    result.errors = impl->name_columns(headers, format);
    impl->ahead = impl->next_filled();
    if (!impl->ahead) result.errors.push_back({ErrorCode::roster_empty, {}, {}});
  }
  for (Error& error : result.errors) error.where.path = path;
  if (result.errors.empty()) result.reader.reset(new RosterReader(std::move(impl)));
  return result;
}

std::optional<RosterRow> RosterReader::next() {
  std::optional<CsvRecord> record = std::exchange(impl_->ahead, std::nullopt);
  if (!record) record = impl_->next_filled();
  if (!record) return std::nullopt;
  return impl_->to_row(*std::move(record));
}

std::optional<Error> RosterReader::failure() const {
  if (!impl_->text.failed()) return std::nullopt;
  return read_error();
}

const std::vector<std::string>& RosterReader::columns() const {
  return impl_->columns;
}

bool RosterReader::has_column(std::string_view field) const {
  return std::find(impl_->columns.begin(), impl_->columns.end(), field) != impl_->columns.end();
}

TextEncoding RosterReader::encoding() const {
  return impl_->encoding;
}

}  // namespace photolint
