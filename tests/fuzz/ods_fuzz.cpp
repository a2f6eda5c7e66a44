// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/workbook_rows.h"
#include "tests/support/zip_file.h"

/// The input is what stands in the spreadsheet.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  fuzz::read_rows(test::zip_file(test::ods_parts(std::string(data, data + size))));
  return 0;
}
