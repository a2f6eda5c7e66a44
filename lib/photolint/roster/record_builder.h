// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// Puts together a row of a format that writes filled cells only, within the limits.
class RecordBuilder {
 public:
  explicit RecordBuilder(const CsvLimits& limits) : limits_(limits) {}

  /// Drops what was collected; line from 1.
  void begin(int line);
  /// column from 0; a blank text is not kept. Beyond the limits the row becomes roster_row_too_large.
  void put(std::size_t column, std::string text);
  /// Says something about a cell, in column order.
  void note(std::size_t column, CellIssue issue);
  [[nodiscard]] const RosterRecord& record() const { return record_; }
  /// Hands the row over.
  [[nodiscard]] RosterRecord take();

 private:
  CsvLimits limits_;
  RosterRecord record_;
  std::size_t bytes_ = 0;
};

/// The error of a row that is larger than allowed.
[[nodiscard]] Error row_too_large(const CsvLimits& limits, int line, std::size_t column);

}  // namespace photolint
