// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/dbf.h"

#include <catch2/catch.hpp>

#include "tests/support/dbf_file.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/roster/roster_reading.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Texts = std::vector<std::string>;

constexpr const char* kZhangInGbk = "\xD5\xC5\xC8\xFD";  // 张三

std::string with_name(const std::string& name, unsigned char language = 0) {
  return dbf_file({{"XH"}, {"XM"}}, {{{"1", name}}}, language);
}

}  // namespace

TEST_CASE("a dBase table gives its records") {
  const std::string bytes =
      dbf_file({{"KSH"}, {"XM"}, {"SFZH", 'C', 18}, {"CSRQ", 'D', 8}, {"NUM", 'N', 18}, {"OK", 'L', 1}},
               {{{"20260001", "张三", "11010519491231002X", "19491231", "440524188001010014", "T"}},
                {{"20260002", "李四", "", "", "", "?"}, true},
                {{"20260003", "王五", "", "00000000", "      1.50", "F"}}});
  const ReadRoster roster = read_roster(bytes);
  REQUIRE(roster.errors.empty());
  CHECK_FALSE(roster.failure);
  CHECK(roster.columns == Texts{"student_no", "name", "id_number", "birth_date", "NUM", "OK"});
  REQUIRE(roster.rows.size() == 2);
  CHECK(roster.texts(0) ==
        Texts{"20260001", "张三", "11010519491231002X", "1949-12-31", "440524188001010014", "TRUE"});
  CHECK(roster.rows[1].line == 3);
  CHECK(roster.texts(1) == Texts{"20260003", "王五", "", "", "1.50", "FALSE"});
  CHECK(roster.deleted == 1);
}

TEST_CASE("binary fields of FoxPro are numbers") {
  const std::string bytes =
      dbf_file({{"XH", 'I', 4}, {"A", 'B', 8}, {"B", 'Y', 8}, {"C", 'T', 8}},
               {{{std::string("\xA1\x26\x35\x01", 4), std::string("\0\0\0\0\0\0\xF8\x3F", 8),
                  std::string("\x98\x3A\0\0\0\0\0\0", 8), std::string("\xB8\x70\x25\0\0\0\0\0", 8)}}},
               0, 0x30);
  const ReadRoster roster = read_roster(bytes);
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.texts(0) == Texts{"20260513", "1.5", "1.5", "2005-11-13"});
}

TEST_CASE("the encoding of a dBase table") {
  CHECK(read_roster(with_name("张三")).texts(0)[1] == "张三");
  CHECK(read_roster(with_name(kZhangInGbk)).texts(0)[1] == "张三");
  CHECK(read_roster(with_name(kZhangInGbk, 0x4D)).texts(0)[1] == "张三");
  CHECK(read_roster(with_name(kZhangInGbk, 0x7A)).texts(0)[1] == "张三");
  CHECK(read_roster(with_name(kZhangInGbk, 0x03)).texts(0)[1] == "张三");
  const RosterFormat utf8{TextEncoding::utf8, {}, {}, {}};
  const ReadRoster wrong = read_roster(with_name(kZhangInGbk, 0x4D), utf8);
  REQUIRE(wrong.rows.size() == 1);
  REQUIRE(wrong.rows[0].problem);
  CHECK(*wrong.rows[0].problem == Error{ErrorCode::roster_encoding,
                                        {{"encoding", "utf-8"}, {"row", "1"}, {"column", "name"}},
                                        {{}, 1, 2, {}}});
}

TEST_CASE("a code page file beside a dBase table counts") {
  const TempDir dir;
  const std::string path = dir / "class.dbf";
  // Two bytes that are valid in both encodings.
  const std::string bytes = with_name("\xC3\xA9");
  CHECK(read_roster(bytes, {}, path).texts(0)[1] == "é");
  dir.write("class.cpg", "936\n");
  CHECK(read_roster(bytes, {}, path).texts(0)[1] == "茅");
  dir.write("class.cpg", "UTF-8");
  CHECK(read_roster(bytes, {}, path).texts(0)[1] == "é");
}

TEST_CASE("memo fields are left out unless they are needed") {
  const std::vector<DbfRecord> records = {{{"1", "0000000001"}}};
  const ReadRoster roster = read_roster(dbf_file({{"XH"}, {"NOTES", 'M', 10}}, records, 0, 0x83));
  REQUIRE(roster.errors.empty());
  CHECK(roster.columns == Texts{"student_no"});
  const ReadRoster needed = read_roster(dbf_file({{"XH"}, {"XM", 'M', 10}}, records, 0, 0xF5));
  REQUIRE(needed.errors.size() == 1);
  CHECK(needed.errors[0] == Error{ErrorCode::roster_memo, {{"column", "XM"}}, {}});
}

TEST_CASE("long character fields and digits in scientific notation") {
  const std::string bytes =
      dbf_file({{"XH", 'N', 20}, {"BZ", 'C', 300}}, {{{"1.10105E+17", std::string(300, 'x')}}});
  const ReadRoster roster = read_roster(bytes);
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.problem(0) == ErrorCode::roster_digits_lost);
  CHECK(roster.texts(0)[1].size() == 300);
}

TEST_CASE("a cut or empty dBase table says so") {
  const std::string bytes = dbf_file({{"XH"}, {"XM"}}, {{{"1", "a"}}, {{"2", "b"}}, {{"3", "c"}}});
  const ReadRoster cut = read_roster(bytes.substr(0, bytes.size() - 10));
  CHECK(cut.rows.size() == 2);
  REQUIRE(cut.failure);
  CHECK(cut.failure->code == ErrorCode::roster_damaged);
  CHECK(cut.failure->where.line == 3);
  CHECK(read_roster(dbf_file({{"XH"}}, {})).only_error() == ErrorCode::roster_empty);
  CHECK(read_roster(dbf_file({}, {})).only_error() == ErrorCode::roster_damaged);
  CHECK(read_roster(dbf_file({{"XH"}, {"xh"}}, {{{"1", "2"}}})).only_error() ==
        ErrorCode::roster_header_duplicate);
  std::string encrypted = bytes;
  encrypted[15] = 1;
  CHECK(read_roster(encrypted).only_error() == ErrorCode::roster_encrypted);
  std::string long_fields = bytes;
  long_fields[10] = 5;
  CHECK(read_roster(long_fields).only_error() == ErrorCode::roster_damaged);
  for (std::size_t size = 0; size < bytes.size(); ++size)
    CHECK(ended_well(read_roster(bytes.substr(0, size))));
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x81);
    CHECK(ended_well(read_roster(changed)));
  }
}

TEST_CASE("text that begins with a digit is no dBase table") {
  CHECK(read_roster("0,姓名\n1,张三\n").columns == Texts{"0", "name"});
  CHECK_FALSE(is_dbf("0\n\n\n"));
  CHECK_FALSE(is_dbf(std::string("0\0\1\0", 4)));
}
