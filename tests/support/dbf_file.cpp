// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/dbf_file.h"

namespace photolint::test {
namespace {

std::string number(std::size_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i, value >>= 8) text += static_cast<char>(value & 0xFFU);
  return text;
}

std::string filled(std::string text, std::size_t length, char with) {
  text.resize(length, with);
  return text;
}

}  // namespace

std::string dbf_file(const std::vector<DbfColumn>& columns, const std::vector<DbfRecord>& records,
                     unsigned char language, unsigned char version) {
  std::size_t record_bytes = 1;
  std::string fields;
  for (const DbfColumn& column : columns) {
    record_bytes += column.length;
    fields += filled(column.name, 11, '\0') + column.type + number(0, 4) + number(column.length, 1) +
              number(column.type == 'C' ? column.length >> 8U : 0, 1) + number(0, 14);
  }
  const std::size_t header_bytes = 32 + fields.size() + 1;
  std::string bytes = number(version, 1) + number(126, 1) + number(6, 1) + number(30, 1) +
                      number(records.size(), 4) + number(header_bytes, 2) + number(record_bytes, 2) +
                      number(0, 17) + number(language, 1) + number(0, 2) + fields + '\x0D';
  for (const DbfRecord& record : records) {
    bytes += record.deleted ? '*' : ' ';
    for (std::size_t i = 0; i < columns.size(); ++i)
      bytes += filled(record.texts.at(i), columns[i].length, ' ');
  }
  return bytes + '\x1A';
}

}  // namespace photolint::test
