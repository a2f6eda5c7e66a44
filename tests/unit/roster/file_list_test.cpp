// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/file_list.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace photolint;

namespace {

std::vector<ListEntry> read(const std::string& bytes, ListSeparator separator = ListSeparator::line_end) {
  std::istringstream stream(bytes);
  const FileList list = read_file_list(stream, separator);
  CHECK_FALSE(list.failure);
  return list.entries;
}

}  // namespace

TEST_CASE("lists keep order, and blank lines do not count") {
  const auto entries = read(
      "\xEF\xBB\xBF"
      "b.jpg\r\n\n \t\na b.jpg\n张.jpg");
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].path == "b.jpg");
  CHECK(entries[1].path == "a b.jpg");
  CHECK(entries[1].line == 4);
  CHECK(entries[2].path == "张.jpg");
  CHECK(read("").empty());
}

TEST_CASE("NUL-separated lists may hold line ends") {
  const auto entries = read(std::string("a\nb\0\0 \0c\r", 9), ListSeparator::nul);
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].path == "a\nb");
  CHECK(entries[1].path == " ");
  CHECK(entries[2].path == "c\r");
}

TEST_CASE("entries that cannot be paths are kept as problems") {
  const auto entries = read(std::string("a\0b\n", 4) + std::string(100000, 'x') + "\nc\n");
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].problem->code == ErrorCode::list_entry_invalid);
  CHECK(entries[0].problem->where.line == 1);
  CHECK(entries[1].problem->code == ErrorCode::list_entry_invalid);
  CHECK(entries[1].path.size() == kMaxListEntryBytes);
  CHECK_FALSE(entries[2].problem);
}
