// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/xlsx.h"

#include <catch2/catch.hpp>

#include "tests/support/zip_file.h"
#include "tests/unit/roster/roster_reading.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Texts = std::vector<std::string>;

/// `<c r="A1" t="inlineStr">` with this text.
std::string text_cell(const std::string& place, const std::string& text) {
  return "<c r=\"" + place + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
}

std::string cell(const std::string& place, const std::string& value, const std::string& more = {}) {
  return "<c r=\"" + place + "\" " + more + "><v>" + value + "</v></c>";
}

std::string row(int number, const std::string& cells) {
  return "<row r=\"" + std::to_string(number) + "\">" + cells + "</row>";
}

/// 学号, 姓名, 身份证号, 出生日期 in row 1.
std::string header() {
  return row(1, text_cell("A1", "学号") + text_cell("B1", "姓名") + text_cell("C1", "身份证号") +
                    text_cell("D1", "出生日期"));
}

std::string student(int line, const std::string& number = "20260001") {
  const std::string n = std::to_string(line);
  return row(line, text_cell("A" + n, number) + text_cell("B" + n, "张三") +
                       text_cell("C" + n, "11010519491231002X"));
}

std::string book(const std::string& rows, const std::string& behind = {}, const std::string& shared = {},
                 const std::string& styles = {}, const std::string& properties = {}) {
  return zip_file(xlsx_parts({{"Sheet1", rows, behind, ""}}, shared, styles, properties));
}

}  // namespace

TEST_CASE("a workbook gives the rows of its sheet") {
  const ReadRoster roster = read_roster(book(header() + student(2) + row(3, "") + student(5, "20260002")));
  REQUIRE(roster.errors.empty());
  CHECK_FALSE(roster.failure);
  CHECK(roster.columns == Texts{"student_no", "name", "id_number", "birth_date"});
  REQUIRE(roster.rows.size() == 2);
  CHECK(roster.texts(0) == Texts{"20260001", "张三", "11010519491231002X", ""});
  CHECK(roster.rows[1].line == 5);
}

TEST_CASE("cells of every type") {
  const std::string shared =
      "<si><t>学号</t></si><si><r><t>姓</t></r><r><rPr/><t>名</t></r><rPh sb=\"0\" eb=\"1\"><t>xing"
      "</t></rPh></si><si><t>a_x000A_b</t></si>";
  const std::string rows =
      row(1, cell("A1", "0", "t=\"s\"") + cell("B1", "1", "t=\"s\"") + text_cell("C1", "备注") +
                 text_cell("D1", "x") + text_cell("E1", "y") + text_cell("F1", "z")) +
      row(2, cell("A2", "20260001") + cell("B2", "2", "t=\"s\"") + cell("C2", "1", "t=\"b\"") +
                 "<c r=\"D2\" t=\"str\"><f>A2&amp;1</f><v>202600011</v></c>" +
                 cell("E2", "0.10000000000000001") + cell("F2", "2005-06-06T00:00:00", "t=\"d\""));
  const ReadRoster roster = read_roster(book(rows, {}, shared));
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.columns == Texts{"student_no", "name", "备注", "x", "y", "z"});
  CHECK(roster.texts(0) == Texts{"20260001", "a\nb", "TRUE", "202600011", "0.1", "2005-06-06"});
  CHECK_FALSE(roster.rows[0].problem);
}

TEST_CASE("numbers with the format of a date are dates in both epochs") {
  const std::string styles =
      "<numFmts><numFmt numFmtId=\"176\" formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;\"/>"
      "<numFmt numFmtId=\"177\" formatCode=\"00000000\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/>"
      "</cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"176\"/>"
      "<xf numFmtId=\"177\"/><xf numFmtId=\"22\"/></cellXfs>";
  const std::string rows = header() +
                           row(2, cell("A2", "123456", "s=\"3\"") + cell("D2", "38509", "s=\"1\"")) +
                           row(3, cell("A3", "1") + cell("D3", "38509", "s=\"2\"")) +
                           row(4, cell("A4", "1") + cell("D4", "38509.4375", "s=\"4\"")) +
                           row(5, cell("A5", "1") + cell("D5", "38509", "s=\"99\""));
  const ReadRoster roster = read_roster(book(rows, {}, {}, styles));
  REQUIRE(roster.rows.size() == 4);
  CHECK(roster.texts(0) == Texts{"00123456", "", "", "2005-06-06"});
  CHECK(roster.texts(1)[3] == "2005-06-06");
  CHECK(roster.texts(2)[3] == "2005-06-06 10:30:00");
  CHECK(roster.texts(3)[3] == "38509");
  const ReadRoster late = read_roster(book(rows, {}, {}, styles, "date1904=\"1\""));
  CHECK(late.texts(0)[3] == "2009-06-07");
}

TEST_CASE("long numbers that were stored as numbers have lost digits") {
  const std::string rows = header() + row(2, cell("A2", "20260001") + cell("C2", "4.40524188001010014E+17")) +
                           row(3, cell("A3", "1.10105E+17")) + row(4, cell("A4", "1234567890123456")) +
                           row(5, cell("A5", "123456789012345") + cell("D5", "1234567890123456"));
  const ReadRoster roster = read_roster(book(rows));
  REQUIRE(roster.rows.size() == 4);
  REQUIRE(roster.rows[0].problem);
  CHECK(roster.rows[0].problem->code == ErrorCode::roster_digits_lost);
  CHECK(roster.rows[0].problem->where == Location{{}, 2, 3, {}});
  CHECK(roster.rows[0].problem->args[0] == Arg{"column", "id_number"});
  CHECK(roster.texts(1)[0] == "110105000000000000");
  CHECK(roster.problem(1) == ErrorCode::roster_digits_lost);
  CHECK(roster.problem(2) == ErrorCode::roster_digits_lost);
  CHECK_FALSE(roster.problem(3));
  CHECK(roster.texts(3)[0] == "123456789012345");
}

TEST_CASE("formulas and errors") {
  const std::string rows = header() + row(2, "<c r=\"A2\"><f>B1+1</f><v>20260001</v></c>") +
                           row(3, "<c r=\"A3\"><f>B1+1</f></c>" + text_cell("B3", "张三")) +
                           row(4, "<c r=\"A4\" t=\"str\"><f>\"\"</f><v></v></c>" + text_cell("B4", "张三")) +
                           row(5, cell("A5", "#N/A", "t=\"e\"")) + row(6, text_cell("A6", "1"));
  const ReadRoster roster = read_roster(book(rows));
  REQUIRE(roster.rows.size() == 5);
  CHECK(roster.texts(0)[0] == "20260001");
  REQUIRE(roster.rows[1].problem);
  CHECK(*roster.rows[1].problem ==
        Error{ErrorCode::roster_formula, {{"column", "student_no"}, {"cell", "A3"}}, {{}, 3, 1, {}}});
  CHECK_FALSE(roster.problem(2));
  CHECK(*roster.rows[3].problem == Error{ErrorCode::roster_cell_error,
                                         {{"column", "student_no"}, {"cell", "A5"}, {"value", "#N/A"}},
                                         {{}, 5, 1, {}}});
  CHECK_FALSE(roster.problem(4));
}

TEST_CASE("the header may stand below titles") {
  const std::string rows = row(1, text_cell("A1", "2026届毕业生照片名单")) +
                           row(2, text_cell("B2", "学校：某校")) +
                           row(3, text_cell("A3", "姓名") + text_cell("B3", "学号")) +
                           row(4, text_cell("A4", "张三") + text_cell("B4", "1"));
  const std::string merged = "<mergeCells count=\"1\"><mergeCell ref=\"A1:D1\"/></mergeCells>";
  const ReadRoster roster = read_roster(book(rows, merged));
  CHECK(roster.errors.empty());
  CHECK(roster.columns == Texts{"name", "student_no"});
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.rows[0].line == 4);
}

TEST_CASE("merged cells among the rows of a needed column are named") {
  const std::string rows = header() + student(2) + student(3);
  const auto merged = [](const std::string& area) { return "<mergeCell ref=\"" + area + "\"/>"; };
  const ReadRoster needed =
      read_roster(book(rows, "<mergeCells>" + merged("D2:D3") + merged("B2:B3") + "</mergeCells>"));
  REQUIRE(needed.errors.size() == 1);
  CHECK(needed.errors[0] ==
        Error{ErrorCode::roster_merged, {{"cells", "B2:B3"}, {"column", "name"}}, {{}, 2, 2, {}}});
  CHECK(read_roster(book(rows, merged("D2:D3"))).errors.empty());
  const RosterFormat wanted{std::nullopt, {}, {"birth_date"}, {}};
  CHECK(read_roster(book(rows, merged("D2:D3")), wanted).only_error() == ErrorCode::roster_merged);
}

TEST_CASE("two sheets with data need a choice") {
  const auto bytes = [](const std::string& state) {
    return zip_file(xlsx_parts({{"一班", header() + student(2, "1"), "", ""},
                                {"二班", header() + student(2, "2"), "", state},
                                {"空", row(1, "<c r=\"A1\" s=\"1\"/>"), "", ""}}));
  };
  const ReadRoster both = read_roster(bytes(""));
  REQUIRE(both.errors.size() == 1);
  CHECK(both.errors[0].code == ErrorCode::roster_sheet_choice);
  CHECK(both.errors[0].args == std::vector<Arg>{{"sheets", "\"一班\", \"二班\""}});
  CHECK(read_roster(bytes("hidden")).texts(0)[0] == "1");
  RosterFormat format;
  format.sheet = "二班";
  CHECK(read_roster(bytes(""), format).texts(0)[0] == "2");
  CHECK(read_roster(bytes("hidden"), format).texts(0)[0] == "2");
  format.sheet = "三班";
  CHECK(read_roster(bytes(""), format).only_error() == ErrorCode::roster_sheet_missing);
  format.sheet = "空";
  CHECK(read_roster(bytes(""), format).only_error() == ErrorCode::roster_empty);
  format.sheet = "一班";
  CHECK(read_roster("学号\n1\n", format).only_error() == ErrorCode::roster_sheet_missing);
}

TEST_CASE("the header of a workbook matches as that of a text does") {
  const ReadRoster twice = read_roster(
      book(row(1, text_cell("A1", "姓名") + text_cell("B1", "学生姓名")) + row(2, text_cell("A2", "1"))));
  CHECK(twice.only_error() == ErrorCode::roster_header_duplicate);
  const RosterFormat mapped{std::nullopt, {{"编号", "student_no"}}, {}, {}};
  const ReadRoster roster = read_roster(
      book(row(1, text_cell("A1", "名册")) + row(2, text_cell("B2", "编号")) + row(3, text_cell("B3", "7"))),
      mapped);
  REQUIRE(roster.errors.empty());
  CHECK(roster.columns == Texts{"column_1", "student_no"});
  const ReadRoster wide = read_roster(
      book(row(1, text_cell("A1", "姓名")) + row(2, text_cell("A2", "张三") + text_cell("C2", "x"))));
  CHECK(wide.problem(0) == ErrorCode::roster_ragged_row);
}

TEST_CASE("an empty workbook is empty") {
  CHECK(read_roster(book("")).only_error() == ErrorCode::roster_empty);
  CHECK(read_roster(book(header())).only_error() == ErrorCode::roster_empty);
  CHECK(read_roster(zip_file(xlsx_parts({}))).only_error() == ErrorCode::roster_empty);
}

TEST_CASE("encrypted and foreign archives say what they are") {
  std::vector<ZipEntry> parts = xlsx_parts({{"Sheet1", header() + student(2), "", ""}});
  for (ZipEntry& part : parts) part.encrypted = true;
  CHECK(read_roster(zip_file(parts)).only_error() == ErrorCode::roster_encrypted);
  CHECK(read_roster(zip_file({{"a.txt", "x"}})).only_error() == ErrorCode::roster_unsupported);
  CHECK(read_roster(zip_file({{"[Content_Types].xml", "<a/>"}})).only_error() == ErrorCode::roster_damaged);
  CHECK(read_roster("<html><table></table></html>").only_error() == ErrorCode::roster_unsupported);
  CHECK(read_roster("\xEF\xBB\xBF <?xml version=\"1.0\"?>").only_error() == ErrorCode::roster_unsupported);
}

TEST_CASE("a damaged sheet fails at its row") {
  const auto broken = [](const std::string& rows) { return read_roster(book(header() + rows)); };
  const ReadRoster cut = broken(student(2) + student(3) + "<row r=\"4\"><c></row>");
  CHECK(cut.rows.size() == 2);
  REQUIRE(cut.failure);
  CHECK(cut.failure->code == ErrorCode::roster_damaged);
  CHECK(cut.failure->where.line == 4);
  CHECK(broken(student(3) + student(2)).failure->code == ErrorCode::roster_damaged);
  CHECK(broken(student(2) + row(3, cell("B3", "1") + cell("A3", "2"))).failure);
  CHECK(broken(student(2) + row(3, cell("A3", "0", "t=\"s\""))).failure);
  CHECK(broken(student(2) + row(3, cell("A3", "99999999999999999999", "t=\"s\""))).failure);
  CHECK(broken(student(2) + row(3, cell("A4", "1"))).failure);
  CHECK(broken(student(2) + "<row r=\"99999999999\"/>").failure);
  CHECK(broken(student(2) + row(3, row(4, ""))).failure);
  CHECK(broken(student(2) + row(3, "<c r=\"A3\"><c r=\"B3\"/></c>")).failure);
  std::vector<ZipEntry> parts = xlsx_parts({{"Sheet1", header() + student(2), "", ""}});
  for (ZipEntry& part : parts) part.wrong_checksum = part.name == "xl/worksheets/sheet1.xml";
  CHECK(read_roster(zip_file(parts)).failure->code == ErrorCode::roster_damaged);
}

TEST_CASE("no entity is expanded") {
  const std::string laughs =
      "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]>"
      "<worksheet><sheetData><row r=\"1\"><c t=\"str\"><v>&b;</v></c></row></sheetData></worksheet>";
  for (const char* name : {"xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"}) {
    std::vector<ZipEntry> parts = xlsx_parts({{"Sheet1", header() + student(2), "", ""}});
    for (ZipEntry& part : parts) {
      if (part.name == name) part.text = laughs;
    }
    CHECK(read_roster(zip_file(parts)).only_error() == ErrorCode::roster_damaged);
  }
}

TEST_CASE("what unpacks to too much is refused") {
  const std::string bomb(std::size_t{32} << 20, ' ');
  CHECK(read_roster(book(header() + student(2) + bomb)).failure->code == ErrorCode::roster_too_large);
  CHECK(read_roster(book(bomb + header())).only_error() == ErrorCode::roster_too_large);
  std::string deep;
  for (int i = 0; i < 1000; ++i) deep += "<a>";
  CHECK(read_roster(book(header() + student(2) + deep)).failure->code == ErrorCode::roster_damaged);
  const std::string name(std::size_t{5} << 20, 'n');
  CHECK_FALSE(read_roster(book(header() + student(2) + "<" + name + "/>")).failure->args.empty());
}

TEST_CASE("cells and rows have limits") {
  // Digits that do not shrink to nothing, which would be refused for another reason.
  std::string large;
  for (unsigned i = 1; large.size() < 10'000'000; ++i) large += std::to_string(i * 2654435761U);
  const ReadRoster roster = read_roster(book(header() + row(2, text_cell("A2", large)) + student(3) +
                                             row(4, cell("A4", large, "t=\"str\"")) +
                                             row(5, text_cell("A5", "1") + text_cell("AML5", "x"))));
  REQUIRE(roster.rows.size() == 4);
  CHECK(roster.problem(0) == ErrorCode::roster_row_too_large);
  CHECK(roster.rows[0].fields.empty());
  CHECK_FALSE(roster.problem(1));
  CHECK(roster.problem(2) == ErrorCode::roster_row_too_large);
  CHECK(roster.problem(3) == ErrorCode::roster_row_too_large);
  CHECK(read_roster(book(header() + student(2), {}, "<si><t>" + large + "</t></si>")).only_error() ==
        ErrorCode::roster_too_large);
}

TEST_CASE("every beginning of a workbook ends in an error or in rows") {
  const std::string bytes = book(header() + student(2) + student(3));
  for (std::size_t size = 0; size < bytes.size(); size += 3) {
    CHECK(ended_well(read_roster(bytes.substr(0, size))));
  }
}

TEST_CASE("a workbook with any byte changed ends in an error or in rows") {
  const std::string bytes = book(header() + student(2) + student(3));
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    CHECK(ended_well(read_roster(changed)));
  }
}
