// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/workbook_rows.h"

/// The input is the file behind its version and date.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  photolint::fuzz::read_rows("\x03\x7E\x06\x1E" + std::string(data, data + size));
  return 0;
}
