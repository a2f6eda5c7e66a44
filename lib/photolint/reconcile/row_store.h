// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/roster/roster.h"

namespace photolint {

/// All rows of one list in memory: the bytes of the cells one behind the other in large blocks, and 24 bytes
/// a row beside them.
class RowStore {
 public:
  using Row = std::uint32_t;

  explicit RowStore(std::vector<std::string> columns) : columns_(std::move(columns)) {}

  void add(const RosterRow& row);

  [[nodiscard]] Row size() const { return static_cast<Row>(rows_.size()); }
  [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
  /// Position of the field's column; nothing when the list has none.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view field) const;
  /// Line of the list, from 1.
  [[nodiscard]] int line(Row row) const { return rows_[row].line; }
  /// The cell; empty where the row is shorter or the column is none.
  [[nodiscard]] std::string_view cell(Row row, std::optional<std::size_t> column) const;
  [[nodiscard]] std::vector<Field> fields(Row row) const;
  /// Why the row is not as it should be, or nullptr.
  [[nodiscard]] const Error* problem(Row row) const;
  /// False where the cells may stand in the wrong columns, or are none.
  [[nodiscard]] bool is_cut(Row row) const;

 private:
  struct Record {
    const char* cells = nullptr;  ///< each as its length in 4 bytes and its bytes
    int line = 0;
    std::uint32_t cell_count = 0;
    std::uint32_t problem = 0;  ///< position in problems_ + 1; 0: none
  };

  char* room_for(std::size_t bytes);

  std::vector<std::string> columns_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* free_ = nullptr;
  std::size_t free_bytes_ = 0;
  std::vector<Record> rows_;
  std::vector<Error> problems_;
};

/// A whole list, or every reason why it cannot be used.
struct StoreOrErrors {
  std::optional<RowStore> rows;
  std::int64_t deleted = 0;  ///< rows that are marked as deleted (DBF), not among the rows
  std::vector<Error> errors;
};

/// Errors: those of RosterReader::open_file() and failure(); roster_row_too_large never, it stays with its
/// row.
[[nodiscard]] StoreOrErrors read_rows(const std::string& path, const RosterFormat& format);

}  // namespace photolint
