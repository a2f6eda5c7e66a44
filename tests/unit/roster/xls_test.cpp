// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/xls.h"

#include <catch2/catch.hpp>

#include "tests/support/temp_dir.h"
#include "tests/unit/roster/roster_reading.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Texts = std::vector<std::string>;

std::string file(const std::string& name) {
  return read_bytes(source_path("tests/unit/roster/files/" + name));
}

std::string utf16(const std::string& ascii) {
  std::string text;
  for (const char c : ascii) text += {c, '\0'};
  return text;
}

/// The bytes with one place written over.
std::string patched(std::string bytes, const std::string& from, const std::string& to) {
  const std::size_t at = bytes.find(from);
  REQUIRE(at != std::string::npos);
  return bytes.replace(at, to.size(), to);
}

/// The directory entry of the workbook under another name.
std::string renamed(const std::string& name) {
  std::string entry = utf16(name);
  entry.resize(64, '\0');
  entry += static_cast<char>(2 * (name.size() + 1));
  return patched(file("titles.xls"), utf16("Workbook"), entry);
}

}  // namespace

TEST_CASE("an Excel 97 workbook gives its rows") {
  const ReadRoster roster = read_roster(file("titles.xls"));
  REQUIRE(roster.errors.empty());
  CHECK_FALSE(roster.failure);
  CHECK(roster.columns == Texts{"student_no", "name", "id_number", "birth_date", "备注"});
  REQUIRE(roster.rows.size() == 4);
  CHECK(roster.rows[0].line == 3);
  CHECK(roster.texts(0) == Texts{"20260001", "张三", "11010519491231002X", "2005-06-06", "1.5"});
  CHECK(roster.texts(1)[0] == "00123456");
  CHECK(roster.texts(1)[1] == "李四 𠮷");
  CHECK(roster.texts(1)[4] == "TRUE");
  CHECK(roster.problem(1) == ErrorCode::roster_digits_lost);
  CHECK(roster.texts(2)[0] == "20260003");
  CHECK(roster.texts(3)[0].empty());
}

TEST_CASE("a formula that waits for its calculation has no result") {
  // The writer saved an empty text, which a formula may well give; the flag behind it makes the difference.
  const std::string result("\x03\0\0\0\0\0\xFF\xFF\0", 9);
  const std::string waiting("\x03\0\0\0\0\0\xFF\xFF\x01", 9);
  const ReadRoster roster = read_roster(patched(file("titles.xls"), result, waiting));
  REQUIRE(roster.rows.size() == 4);
  REQUIRE(roster.rows[3].problem);
  CHECK(*roster.rows[3].problem ==
        Error{ErrorCode::roster_formula, {{"column", "student_no"}, {"cell", "A6"}}, {{}, 6, 1, {}}});
}

TEST_CASE("sheets of an Excel 97 workbook") {
  const ReadRoster both = read_roster(file("two_sheets.xls"));
  CHECK(both.only_error() == ErrorCode::roster_sheet_choice);
  CHECK(read_roster(file("hidden_sheet.xls")).texts(0)[0] == "20260001");
  RosterFormat format;
  format.sheet = "二班";
  CHECK(read_roster(file("hidden_sheet.xls"), format).texts(0)[0] == "2");
  format.sheet = "三班";
  CHECK(read_roster(file("two_sheets.xls"), format).only_error() == ErrorCode::roster_sheet_missing);
  CHECK(read_roster(file("blank.xls")).only_error() == ErrorCode::roster_empty);
}

TEST_CASE("merged cells of an Excel 97 workbook are named") {
  const ReadRoster roster = read_roster(file("merged.xls"));
  REQUIRE(roster.errors.size() == 1);
  CHECK(roster.errors[0] ==
        Error{ErrorCode::roster_merged, {{"cells", "B6:B7"}, {"column", "name"}}, {{}, 6, 2, {}}});
}

TEST_CASE("encrypted and older files in the same container say what they are") {
  CHECK(read_roster(renamed("EncryptedPackage")).only_error() == ErrorCode::roster_encrypted);
  CHECK(read_roster(renamed("Book")).only_error() == ErrorCode::roster_unsupported);
  CHECK(read_roster(renamed("WordDocument")).only_error() == ErrorCode::roster_unsupported);
  // The code page record as the one that says how the rest is encrypted.
  const std::string code_page("\x42\0\x02\0", 4);
  const std::string encrypted = patched(file("titles.xls"), code_page, std::string("\x2F\0\x02\0", 4));
  CHECK(read_roster(encrypted).only_error() == ErrorCode::roster_encrypted);
  const std::string biff8("\x09\x08\x10\0\0\x06", 6);
  const std::string older = patched(file("titles.xls"), biff8, std::string("\x09\x08\x10\0\0\x05", 6));
  CHECK(read_roster(older).only_error() == ErrorCode::roster_unsupported);
}

TEST_CASE("every beginning of an Excel 97 workbook ends in an error or in rows") {
  const std::string bytes = file("titles.xls");
  for (std::size_t size = 8; size < bytes.size(); size += 61) {
    CHECK(ended_well(read_roster(bytes.substr(0, size))));
  }
}

TEST_CASE("an Excel 97 workbook with any byte changed ends in an error or in rows") {
  const std::string bytes = file("titles.xls");
  for (const int change : {0x01, 0x80, 0xFF}) {
    for (std::size_t i = 8; i < bytes.size(); i += 3) {
      std::string changed = bytes;
      changed[i] = static_cast<char>(static_cast<unsigned char>(changed[i]) ^ change);
      CHECK(ended_well(read_roster(changed)));
    }
  }
}

TEST_CASE("workbooks of other libraries") {
  for (const char* name : {"titles.xlsx", "titles.ods"}) {
    const ReadRoster roster = read_roster(file(name));
    REQUIRE(roster.errors.empty());
    CHECK(roster.columns == Texts{"student_no", "name", "id_number", "birth_date", "备注"});
    REQUIRE(roster.rows.size() >= 2);
    CHECK(roster.texts(0) == Texts{"20260001", "张三", "11010519491231002X", "2005-06-06", "1.5"});
    CHECK(roster.problem(1) == ErrorCode::roster_digits_lost);
  }
  CHECK(read_roster(file("titles.xlsx")).problem(2) == ErrorCode::roster_formula);
}
