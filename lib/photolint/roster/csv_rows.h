// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <istream>
#include <memory>
#include <optional>

#include "photolint/roster/row_reader.h"

namespace photolint {

/// Rows of separated text. Without an encoding it is detected, for which bytes must be seekable.
[[nodiscard]] std::unique_ptr<RowReader> csv_rows(std::unique_ptr<std::istream> bytes,
                                                  std::optional<TextEncoding> encoding,
                                                  const CsvLimits& limits);

}  // namespace photolint
