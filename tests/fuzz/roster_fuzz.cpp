// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "photolint/core/utf8.h"
#include "photolint/roster/file_list.h"
#include "photolint/roster/file_name_template.h"
#include "photolint/roster/glob.h"
#include "photolint/roster/id_number.h"
#include "tests/fuzz/workbook_rows.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  using fuzz::require;
  const std::string bytes(data, data + size);
  fuzz::read_rows(bytes);
  require(is_valid_utf8(display_text(bytes)));
  require(mask_id_numbers(bytes).size() == bytes.size());
  std::istringstream list(bytes);
  (void)read_file_list(list, ListSeparator::line_end);
  const std::size_t half = bytes.size() / 2;
  (void)Glob(bytes.substr(0, half)).matches(bytes.substr(half));
  const Result<FileNameTemplate> name_template = FileNameTemplate::parse(bytes.substr(0, half));
  if (name_template) (void)name_template.value().could_be(bytes.substr(half));
  return 0;
}
