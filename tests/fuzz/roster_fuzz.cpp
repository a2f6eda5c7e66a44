// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "photolint/core/utf8.h"
#include "photolint/roster/file_list.h"
#include "photolint/roster/file_name_template.h"
#include "photolint/roster/glob.h"
#include "photolint/roster/id_number.h"
#include "photolint/roster/roster.h"

namespace {

using namespace photolint;

void require(bool holds) {
  if (!holds) std::abort();
}

void read_roster(const std::string& bytes) {
  RosterFormat format;
  format.limits = {256, 16, 1024};  // small, so that short inputs reach them
  const RosterOrErrors roster = RosterReader::open(std::make_unique<std::istringstream>(bytes), format);
  require((roster.reader == nullptr) == !roster.errors.empty());
  if (roster.reader == nullptr) return;
  int line = 0;
  while (const std::optional<RosterRow> row = roster.reader->next()) {
    require(row->line > line);
    line = row->line;
    require(row->problem || row->fields.size() == roster.reader->columns().size());
    for (const Field& field : row->fields) require(is_valid_utf8(field.text));
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes(data, data + size);
  read_roster(bytes);
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
