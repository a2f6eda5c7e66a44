// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/ods.h"

#include <catch2/catch.hpp>

#include "tests/support/zip_file.h"
#include "tests/unit/roster/roster_reading.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Texts = std::vector<std::string>;

std::string text_cell(const std::string& text, const std::string& more = {}) {
  return "<table:table-cell office:value-type=\"string\" " + more + "><text:p>" + text +
         "</text:p></table:table-cell>";
}

std::string cell(const std::string& attributes, const std::string& shown = {}) {
  return "<table:table-cell " + attributes + "><text:p>" + shown + "</text:p></table:table-cell>";
}

std::string row(const std::string& cells, const std::string& more = {}) {
  return "<table:table-row " + more + ">" + cells + "</table:table-row>";
}

std::string header() {
  return row(text_cell("学号") + text_cell("姓名") + text_cell("身份证号") + text_cell("出生日期"));
}

std::string student(const std::string& number = "20260001") {
  return row(text_cell(number) + text_cell("张三") + text_cell("11010519491231002X"));
}

std::string table(const std::string& name, const std::string& rows, const std::string& more = {}) {
  return "<table:table table:name=\"" + name + "\" " + more + ">" + rows + "</table:table>";
}

std::string book(const std::string& rows) {
  return zip_file(ods_parts(table("Sheet1", rows)));
}

}  // namespace

TEST_CASE("an OpenDocument table gives its rows") {
  const std::string blank = "<table:table-cell table:number-columns-repeated=\"1020\"/>";
  const std::string rows = row(text_cell("名单") + blank) + header() + student() +
                           row(blank, "table:number-rows-repeated=\"3\"") + student("20260002") +
                           row(blank, "table:number-rows-repeated=\"1048000\"");
  const ReadRoster roster = read_roster(book(rows));
  REQUIRE(roster.errors.empty());
  CHECK_FALSE(roster.failure);
  CHECK(roster.columns == Texts{"student_no", "name", "id_number", "birth_date"});
  REQUIRE(roster.rows.size() == 2);
  CHECK(roster.rows[0].line == 3);
  CHECK(roster.texts(0) == Texts{"20260001", "张三", "11010519491231002X", ""});
  CHECK(roster.rows[1].line == 7);
}

TEST_CASE("OpenDocument cells of every type") {
  const std::string names = text_cell("学号") + text_cell("姓名") + text_cell("x") + text_cell("出生日期") +
                            text_cell("y") + text_cell("z");
  const std::string values =
      cell("office:value-type=\"float\" office:value=\"123456\"", "00123456") +
      "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>note</text:p>"
      "</office:annotation><text:p>张<text:span>三</text:span><text:s text:c=\"2\"/>a\n  b"
      "<text:ruby-text>zhang</text:ruby-text></text:p><text:p>c</text:p><draw:frame><text:p>picture"
      "</text:p></draw:frame></table:table-cell>" +
      cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "WAHR") +
      cell("office:value-type=\"date\" office:date-value=\"2005-06-06\"", "2005年6月6日") +
      cell("office:value-type=\"percentage\" office:value=\"0.5\"", "50%") +
      cell("office:value-type=\"float\" office:value=\"1234567.891\"", "1,234,567.9");
  const ReadRoster roster = read_roster(book(row(names) + row(values)));
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.texts(0) == Texts{"00123456", "张三  a b\nc", "TRUE", "2005-06-06", "0.5", "1234567.891"});
}

TEST_CASE("OpenDocument cells that cannot be trusted") {
  const std::string rows =
      header() + row(cell("office:value-type=\"float\" office:value=\"4.40524188001010014E+17\"", "4E17")) +
      row(cell("table:formula=\"of:=[.A1]\"") + text_cell("张三")) +
      row(cell("table:formula=\"of:=[.A1]\" office:value-type=\"float\" office:value=\"0\"", "#N/A")) +
      row("<table:table-cell office:value-type=\"string\" office:string-value=\"\" "
          "calcext:value-type=\"error\"><text:p>#REF!</text:p></table:table-cell>") +
      row(cell("table:formula=\"of:=[.A1]\" office:value-type=\"float\" office:value=\"7\"", "7"));
  const ReadRoster roster = read_roster(book(rows));
  REQUIRE(roster.rows.size() == 5);
  CHECK(roster.problem(0) == ErrorCode::roster_digits_lost);
  CHECK(roster.problem(1) == ErrorCode::roster_formula);
  CHECK(roster.problem(2) == ErrorCode::roster_cell_error);
  CHECK(roster.problem(3) == ErrorCode::roster_cell_error);
  CHECK_FALSE(roster.problem(4));
  CHECK(roster.texts(4)[0] == "7");
}

TEST_CASE("repeated rows and cells are written out") {
  const std::string repeated = row(text_cell("1") + text_cell("2", "table:number-columns-repeated=\"2\""),
                                   "table:number-rows-repeated=\"3\"");
  const ReadRoster roster = read_roster(book(header() + repeated));
  REQUIRE(roster.rows.size() == 3);
  CHECK(roster.rows[2].line == 4);
  CHECK(roster.texts(2) == Texts{"1", "2", "2", ""});
  const ReadRoster wide =
      read_roster(book(header() + row(text_cell("1", "table:number-columns-repeated=\"99999\""))));
  CHECK(wide.problem(0) == ErrorCode::roster_row_too_large);
  CHECK(read_roster(book(header() + row(text_cell("1"), "table:number-rows-repeated=\"2000000000\"")))
            .only_error() == ErrorCode::roster_too_large);
  CHECK(read_roster(book(header() + row(text_cell("1", "table:number-columns-repeated=\"2000000000\""))))
            .only_error() == ErrorCode::roster_too_large);
}

TEST_CASE("tables are chosen as sheets are") {
  const std::string hidden =
      "<style:style style:name=\"ta2\" style:family=\"table\"><style:table-properties "
      "table:display=\"false\"/></style:style>";
  const std::string tables = table("一班", header() + student("1")) +
                             table("二班", header() + student("2"), "table:style-name=\"ta2\"") +
                             table("空", row("<table:table-cell/>"));
  CHECK(read_roster(zip_file(ods_parts(tables))).only_error() == ErrorCode::roster_sheet_choice);
  CHECK(read_roster(zip_file(ods_parts(tables, hidden))).texts(0)[0] == "1");
  RosterFormat format;
  format.sheet = "二班";
  CHECK(read_roster(zip_file(ods_parts(tables, hidden)), format).texts(0)[0] == "2");
  format.sheet = "x";
  CHECK(read_roster(zip_file(ods_parts(tables)), format).only_error() == ErrorCode::roster_sheet_missing);
}

TEST_CASE("an inner table is no sheet") {
  const std::string inner = "<table:table-cell office:value-type=\"string\"><text:p>1</text:p>" +
                            table("inner", header() + student("9")) + "</table:table-cell>";
  const ReadRoster roster = read_roster(book(header() + row(inner)));
  REQUIRE(roster.rows.size() == 1);
  CHECK(roster.texts(0)[0] == "1");
}

TEST_CASE("merged OpenDocument cells are named") {
  const std::string merged = row(text_cell("1", "table:number-rows-spanned=\"2\"")) +
                             row("<table:covered-table-cell/>" + text_cell("李四"));
  const ReadRoster roster = read_roster(book(header() + merged));
  REQUIRE(roster.errors.size() == 1);
  CHECK(roster.errors[0] ==
        Error{ErrorCode::roster_merged, {{"cells", "A2:A3"}, {"column", "student_no"}}, {{}, 2, 1, {}}});
}

TEST_CASE("encrypted, foreign, empty and hostile OpenDocument files") {
  std::vector<ZipEntry> parts = ods_parts(table("Sheet1", header() + student()));
  std::vector<ZipEntry> encrypted = parts;
  encrypted.push_back({"META-INF/manifest.xml",
                       "<m:manifest xmlns:m=\"x\"><m:file-entry><m:encryption-data/></m:file-entry>"
                       "</m:manifest>"});
  CHECK(read_roster(zip_file(encrypted)).only_error() == ErrorCode::roster_encrypted);
  std::vector<ZipEntry> text = parts;
  text[0].text = "application/vnd.oasis.opendocument.text";
  CHECK(read_roster(zip_file(text)).only_error() == ErrorCode::roster_unsupported);
  CHECK(read_roster(book("")).only_error() == ErrorCode::roster_empty);
  std::vector<ZipEntry> laughs = parts;
  laughs[1].text = "<!DOCTYPE x [<!ENTITY a \"ha\">]><x>&a;</x>";
  CHECK(read_roster(zip_file(laughs)).only_error() == ErrorCode::roster_damaged);
  CHECK(read_roster(book(header() + student() + std::string(std::size_t{32} << 20, ' '))).only_error() ==
        ErrorCode::roster_too_large);
  CHECK(read_roster(book(header() + student() + "<table:table-row>")).only_error() ==
        ErrorCode::roster_damaged);
  const ReadRoster blanks = read_roster(
      book(header() +
           row("<table:table-cell office:value-type=\"string\"><text:p>a<text:s text:c=\"2000000000\"/>b"
               "</text:p></table:table-cell>")));
  CHECK(blanks.problem(0) == ErrorCode::roster_row_too_large);
}

TEST_CASE("every beginning of an OpenDocument file ends in an error or in rows") {
  const std::string bytes = book(header() + student() + student("2"));
  for (std::size_t size = 0; size < bytes.size(); size += 3) {
    CHECK(ended_well(read_roster(bytes.substr(0, size))));
  }
  for (std::size_t i = 0; i < bytes.size(); i += 2) {
    std::string changed = bytes;
    changed[i] = static_cast<char>(changed[i] ^ 0x55);
    CHECK(ended_well(read_roster(changed)));
  }
}
