// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <string>

#include "tests/fuzz/workbook_rows.h"
#include "tests/support/zip_file.h"

/// The input is what stands in the sheet, or with a NUL inside: the sheet, the shared texts, the styles.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  const std::string bytes(data, data + size);
  const std::size_t first = bytes.find('\0');
  const std::size_t second = first == std::string::npos ? first : bytes.find('\0', first + 1);
  const std::string sheet = bytes.substr(0, first);
  const std::string shared =
      first == std::string::npos ? std::string() : bytes.substr(first + 1, second - first - 1);
  const std::string styles = second == std::string::npos ? std::string() : bytes.substr(second + 1);
  fuzz::read_rows(test::zip_file(test::xlsx_parts({{"Sheet1", sheet, "", ""}}, shared, styles)));
  return 0;
}
