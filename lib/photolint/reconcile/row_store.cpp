// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/row_store.h"

#include <algorithm>
#include <cstring>
#include <utility>

namespace photolint {
namespace {

constexpr std::size_t kBlockBytes = 1 << 20;

std::uint32_t length_at(const char* bytes) {
  std::uint32_t length = 0;
  std::memcpy(&length, bytes, sizeof length);
  return length;
}

}  // namespace

char* RowStore::room_for(std::size_t bytes) {
  if (bytes > free_bytes_) {
    const std::size_t block = std::max(bytes, kBlockBytes);
    blocks_.push_back(std::make_unique_for_overwrite<char[]>(block));
    free_ = blocks_.back().get();
    free_bytes_ = block;
  }
  char* room = free_;
  free_ += bytes;
  free_bytes_ -= bytes;
  return room;
}

void RowStore::add(const RosterRow& row) {
  std::size_t bytes = 0;
  for (const Field& field : row.fields) bytes += sizeof(std::uint32_t) + field.text.size();
  char* out = room_for(bytes);
  Record record{out, row.line, static_cast<std::uint32_t>(row.fields.size()), 0};
  for (const Field& field : row.fields) {
    const auto length = static_cast<std::uint32_t>(field.text.size());
    std::memcpy(out, &length, sizeof length);
    std::copy(field.text.begin(), field.text.end(), out + sizeof length);
    out += sizeof length + length;
  }
  if (row.problem) {
    problems_.push_back(*row.problem);
    record.problem = static_cast<std::uint32_t>(problems_.size());
  }
  rows_.push_back(record);
}

std::optional<std::size_t> RowStore::column(std::string_view field) const {
  const auto found = std::find(columns_.begin(), columns_.end(), field);
  if (found == columns_.end()) return std::nullopt;
  return static_cast<std::size_t>(found - columns_.begin());
}

std::string_view RowStore::cell(Row row, std::optional<std::size_t> column) const {
  const Record& record = rows_[row];
  if (!column || *column >= record.cell_count) return {};
  const char* bytes = record.cells;
  for (std::size_t i = 0; i < *column; ++i) bytes += sizeof(std::uint32_t) + length_at(bytes);
  return {bytes + sizeof(std::uint32_t), length_at(bytes)};
}

std::vector<Field> RowStore::fields(Row row) const {
  std::vector<Field> fields;
  fields.reserve(rows_[row].cell_count);
  const char* bytes = rows_[row].cells;
  for (std::uint32_t i = 0; i < rows_[row].cell_count; ++i) {
    const std::uint32_t length = length_at(bytes);
    fields.push_back({columns_[i], std::string(bytes + sizeof length, length)});
    bytes += sizeof length + length;
  }
  return fields;
}

const Error* RowStore::problem(Row row) const {
  const std::uint32_t problem = rows_[row].problem;
  return problem == 0 ? nullptr : &problems_[problem - 1];
}

bool RowStore::is_cut(Row row) const {
  const Error* found = problem(row);
  if (found == nullptr) return true;
  return found->code != ErrorCode::roster_bad_quote && found->code != ErrorCode::roster_row_too_large &&
         found->code != ErrorCode::roster_ragged_row;
}

StoreOrErrors read_rows(const std::string& path, const RosterFormat& format) {
  StoreOrErrors result;
  RosterOrErrors opened = RosterReader::open_file(path, format);
  result.errors = std::move(opened.errors);
  if (opened.reader == nullptr) return result;
  RowStore rows(opened.reader->columns());
  while (const std::optional<RosterRow> row = opened.reader->next()) rows.add(*row);
  // Half a list would make strangers of the students in the other half.
  if (std::optional<Error> error = opened.reader->failure()) {
    error->where.path = path;
    result.errors.push_back(*std::move(error));
    return result;
  }
  result.deleted = opened.reader->deleted_rows();
  result.rows = std::move(rows);
  return result;
}

}  // namespace photolint
