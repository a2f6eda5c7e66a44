// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace photolint::test {

/// One field of a dBase table.
struct DbfColumn {
  std::string name;
  char type = 'C';
  std::size_t length = 20;
};

/// One record: texts that fill their fields from the left, with the mark of deleted records in front.
struct DbfRecord {
  std::vector<std::string> texts;
  bool deleted = false;
};

/// The bytes of a dBase table.
[[nodiscard]] std::string dbf_file(const std::vector<DbfColumn>& columns,
                                   const std::vector<DbfRecord>& records, unsigned char language = 0,
                                   unsigned char version = 3);

}  // namespace photolint::test
