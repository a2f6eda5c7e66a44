// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "photolint/report/atomic_file.h"
#include "photolint/report/options.h"
#include "photolint/report/shown.h"
#include "photolint/report/xlsx_book.h"

namespace photolint {

/// The sheet of measured values: a row a student, a column of numbers for each value that a rule of the run
/// measured. Which these are is known after the last student, so the rows wait in scratch.
class MeasuredSheet {
 public:
  MeasuredSheet(std::unique_ptr<ScratchFile> scratch, const ReportOptions& options);

  /// Nothing for an item without measured values.
  [[nodiscard]] Result<void> add(const Verdict& verdict, const Shown& shown);
  /// rules: of the run, for the order of the columns.
  [[nodiscard]] Result<void> write(XlsxBook& book, const std::vector<BoundRule>& rules);

 private:
  struct Column {
    const BoundRule* rule;
    std::string name;
    std::string unit;
    int decimals;
  };
  class Replay;

  [[nodiscard]] std::size_t column_of(const BoundRule* rule, const Measurement& measurement);
  [[nodiscard]] std::vector<std::size_t> places(const std::vector<BoundRule>& rules) const;
  [[nodiscard]] std::vector<std::string> headings(const std::vector<std::size_t>& places) const;

  std::unique_ptr<ScratchFile> scratch_;
  ReportOptions options_;
  std::vector<Column> columns_;  ///< in order of first appearance
};

}  // namespace photolint
