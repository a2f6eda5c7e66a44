// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/workbook_rows.h"

/// The input is the file behind its magic number.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  photolint::fuzz::read_rows("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + std::string(data, data + size));
  return 0;
}
