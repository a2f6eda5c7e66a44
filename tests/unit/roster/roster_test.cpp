// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/roster.h"

#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "photolint/roster/fields.h"

using namespace photolint;

namespace {

RosterOrErrors open(const std::string& bytes, const RosterFormat& format = {}) {
  return RosterReader::open(std::make_unique<std::istringstream>(bytes), format);
}

std::vector<RosterRow> rows_of(RosterOrErrors roster) {
  REQUIRE(roster.errors.empty());
  std::vector<RosterRow> rows;
  while (std::optional<RosterRow> row = roster.reader->next()) rows.push_back(*std::move(row));
  CHECK_FALSE(roster.reader->failure());
  return rows;
}

std::vector<std::string> columns_of(const std::string& header, const RosterFormat& format = {}) {
  const RosterOrErrors roster = open(header + "\n1\n", format);
  REQUIRE(roster.errors.empty());
  return roster.reader->columns();
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("headers of both languages are known") {
  CHECK(columns_of("学号,姓名,身份证号,备注") == Names{"student_no", "name", "id_number", "备注"});
  CHECK(columns_of("KSH,XM,ZJHM,XB,CSRQ") == Names{"student_no", "name", "id_number", "sex", "birth_date"});
  CHECK(columns_of("Student No;NAME;Id-Number") == Names{"student_no", "name", "id_number"});
  CHECK(columns_of(" 学 号 ,　姓名　,ＳＦＺＨ") == Names{"student_no", "name", "id_number"});
  CHECK(columns_of("学号,,x") == Names{"student_no", "column_2", "x"});
  CHECK(columns_of("\xEF\xBB\xBF学号\t照片") == Names{"student_no", "photo"});
}

TEST_CASE("every accepted header is spelled as it is compared and belongs to one field") {
  std::set<std::string_view> seen;
  for (const FieldInfo& field : known_fields()) {
    CHECK(field_of_header(field.name) == field.name);
    for (const std::string_view header : field.headers) {
      CHECK(fold_header(header) == header);
      CHECK(field_of_header(header) == field.name);
      CHECK(seen.insert(header).second);
    }
  }
}

TEST_CASE("a mapped column wins over headers of the same meaning") {
  const RosterFormat format{std::nullopt, {{"学 号", "student_no"}}, {}, {}};
  CHECK(columns_of("考生号,学号", format) == Names{"考生号", "student_no"});
}

TEST_CASE("a mapping of a profile serves lists with and without its column") {
  const RosterFormat format{std::nullopt, {{"编号", "student_no", true}}, {}, {}};
  CHECK(columns_of("编号,姓名", format) == Names{"student_no", "name"});
  CHECK(columns_of("学号,姓名", format) == Names{"student_no", "name"});
}

TEST_CASE("problems of the header are all listed") {
  const RosterFormat format{
      std::nullopt, {{"編号", "student_no"}, {"名", "nmae"}}, {"id_number", "phone"}, {}};
  const RosterOrErrors roster = open("姓名,学生姓名,身份证件号\n1,2,3\n", format);
  CHECK(roster.reader == nullptr);
  REQUIRE(roster.errors.size() == 5);
  CHECK(roster.errors[0].code == ErrorCode::roster_header_missing);
  CHECK(roster.errors[1] ==
        Error{ErrorCode::roster_field_unknown, {{"field", "nmae"}, {"nearest", "name"}}, {}});
  CHECK(roster.errors[2] == Error{ErrorCode::roster_header_duplicate, {{"column", "学生姓名"}}, {}});
  CHECK(roster.errors[3] ==
        Error{ErrorCode::roster_header_missing, {{"column", "id_number"}, {"nearest", "身份证件号"}}, {}});
  CHECK(roster.errors[4] ==
        Error{ErrorCode::roster_header_missing, {{"column", "phone"}, {"nearest", ""}}, {}});
}

TEST_CASE("a roster without header or rows is empty") {
  for (const std::string bytes : {"", "\n\n", "学号,姓名\n", "学号,姓名\n,\n　,\n"}) {
    const RosterOrErrors roster = open(bytes);
    REQUIRE(roster.errors.size() == 1);
    CHECK(roster.errors[0].code == ErrorCode::roster_empty);
  }
}

TEST_CASE("rows keep their line, blank ones are skipped") {
  const auto rows = rows_of(open("学号,姓名\n\n1,\"张\n三\"\n,\n2,李四\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].line == 3);
  CHECK(rows[0].fields == std::vector<Field>{{"student_no", "1"}, {"name", "张\n三"}});
  CHECK(rows[1].line == 6);
}

TEST_CASE("bad rows are rows with a problem") {
  const auto rows = rows_of(open("学号,姓名\n1\n2,a,b\n\"3\"x,c\n1.10105E+17,d\n4,e\n"));
  REQUIRE(rows.size() == 5);
  CHECK(rows[0].problem ==
        Error{ErrorCode::roster_ragged_row, {{"cells", "1"}, {"expected", "2"}}, {{}, 2, 0, {}}});
  CHECK(rows[0].fields == std::vector<Field>{{"student_no", "1"}});
  CHECK(rows[1].problem->code == ErrorCode::roster_ragged_row);
  CHECK(rows[2].problem->code == ErrorCode::roster_bad_quote);
  CHECK(rows[3].problem == Error{ErrorCode::roster_digits_lost,
                                 {{"column", "student_no"}, {"value", "1.10105E+17"}},
                                 {{}, 5, 1, {}}});
  CHECK_FALSE(rows[4].problem);
}

TEST_CASE("undecodable cells name row and column") {
  const auto rows = rows_of(open("\xEF\xBB\xBF学号,姓名\n1,\xD5\xC5\n2,b\n"));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].problem == Error{ErrorCode::roster_encoding,
                                 {{"encoding", "utf-8"}, {"row", "2"}, {"column", "name"}},
                                 {{}, 2, 2, {}}});
  CHECK(rows[0].fields[1].text == "\\xd5\\xc5");
  CHECK_FALSE(rows[1].problem);
  const RosterOrErrors header = open("\xEF\xBB\xBF\xD1\xA7\xBA\xC5\n1\n");
  REQUIRE(header.errors.size() == 1);
  CHECK(header.errors[0].code == ErrorCode::roster_encoding);
}

TEST_CASE("a roster in GB18030 needs no option") {
  const std::string header = "\xD1\xA7\xBA\xC5,\xD0\xD5\xC3\xFB\n";  // 学号,姓名
  const auto rows = rows_of(open(header + "1,\xD5\xC5\xC8\xFD\n"));
  REQUIRE(rows.size() == 1);
  CHECK(rows[0].fields == std::vector<Field>{{"student_no", "1"}, {"name", "张三"}});
  const RosterFormat utf8{TextEncoding::utf8, {}, {}, {}};
  CHECK(open(header + "1,2\n", utf8).errors.front().code == ErrorCode::roster_encoding);
}

TEST_CASE("UTF-16 without its mark is refused") {
  const RosterOrErrors roster = open(std::string("a\0,\0b\0\n\0001\0,\0002\0\n\0", 16));
  REQUIRE(roster.errors.size() == 1);
  CHECK(roster.errors[0].code == ErrorCode::roster_encoding);
}

TEST_CASE("files that are none cannot be rosters") {
  CHECK(RosterReader::open_file("/nonexistent/r.csv", {}).errors.front().code ==
        ErrorCode::roster_unreadable);
  CHECK(RosterReader::open_file("/", {}).errors.front().code == ErrorCode::roster_unreadable);
}

TEST_CASE("scientific notation") {
  for (const char* text : {"1.10105E+17", "1E+11", " 2.5e+05", "１.１E+17"})
    CHECK(is_scientific_notation(text));
  for (const char* text : {"", "E+17", "1.1E17", "1.1E+", "110105", "1E+1x", "a1E+10", "1.1"}) {
    CHECK_FALSE(is_scientific_notation(text));
  }
}
