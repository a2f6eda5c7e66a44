// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "photolint/roster/roster.h"

namespace photolint::test {

/// All that a roster gives.
struct ReadRoster {
  std::vector<Error> errors;
  std::vector<std::string> columns;
  std::vector<RosterRow> rows;
  std::optional<Error> failure;
  std::int64_t deleted = 0;

  /// The texts of one row.
  [[nodiscard]] std::vector<std::string> texts(std::size_t row) const {
    std::vector<std::string> result;
    for (const Field& field : rows.at(row).fields) result.push_back(field.text);
    return result;
  }
  /// The code of the only error; internal where there is not exactly one.
  [[nodiscard]] ErrorCode only_error() const {
    return errors.size() == 1 ? errors.front().code : ErrorCode::internal;
  }
  /// The code of the row's problem; nothing where it has none.
  [[nodiscard]] std::optional<ErrorCode> problem(std::size_t row) const {
    const std::optional<Error>& error = rows.at(row).problem;
    return error ? std::optional<ErrorCode>(error->code) : std::nullopt;
  }
};

/// Reads to the end.
inline ReadRoster read_roster(const std::string& bytes, const RosterFormat& format = {},
                              const std::string& path = {}) {
  ReadRoster result;
  RosterOrErrors opened = RosterReader::open(std::make_unique<std::istringstream>(bytes), format, path);
  result.errors = std::move(opened.errors);
  if (opened.reader == nullptr) return result;
  result.columns = opened.reader->columns();
  while (std::optional<RosterRow> row = opened.reader->next()) result.rows.push_back(*std::move(row));
  result.failure = opened.reader->failure();
  result.deleted = opened.reader->deleted_rows();
  return result;
}

/// True when nothing is left unsaid: errors, or rows, or rows and then a failure.
inline bool ended_well(const ReadRoster& roster) {
  return !roster.errors.empty() || !roster.rows.empty() || roster.failure;
}

}  // namespace photolint::test
