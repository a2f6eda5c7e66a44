// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/csv.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace photolint;

namespace {

std::vector<CsvRecord> parse(const std::string& bytes, const CsvLimits& limits = {}) {
  std::istringstream stream(bytes);
  TextReader text(stream, TextEncoding::utf8);
  CsvReader reader(text, limits);
  std::vector<CsvRecord> records;
  while (std::optional<CsvRecord> record = reader.next()) records.push_back(*std::move(record));
  return records;
}

using Cells = std::vector<std::string>;

}  // namespace

TEST_CASE("the delimiter is sniffed from the first line") {
  CHECK(sniff_delimiter("a,b;c,d") == ',');
  CHECK(sniff_delimiter("a\tb\n1,2,3") == '\t');
  CHECK(sniff_delimiter("\n\n\"a,b,c\";d;e") == ';');
  CHECK(sniff_delimiter("") == ',');
}

TEST_CASE("records follow RFC 4180 with every line end") {
  for (const std::string end : {"\n", "\r\n", "\r"}) {
    const auto records = parse("a,b" + end + "\"x, \"\"y\"\"\",\"1" + end + "2\"" + end + ",");
    REQUIRE(records.size() == 3);
    CHECK(records[0].cells == Cells{"a", "b"});
    CHECK(records[1].cells == Cells{"x, \"y\"", "1" + end + "2"});
    CHECK(records[2].cells == Cells{"", ""});
    CHECK(records[0].line == 1);
    CHECK(records[1].line == 2);
    CHECK(records[2].line == 4);
  }
}

TEST_CASE("records end with or without a last line end") {
  CHECK(parse("").empty());
  CHECK(parse("a").size() == 1);
  CHECK(parse("a\n").size() == 1);
  CHECK(parse("a\n\nb").size() == 3);
  CHECK(parse("\"a\"").front().cells == Cells{"a"});
}

TEST_CASE("a quote inside a plain cell is an ordinary character") {
  CHECK(parse("a,5\" b\n").front().cells == Cells{"a", "5\" b"});
}

TEST_CASE("text behind a closing quote spoils its own row only") {
  const auto records = parse("a,b\n\"x\"y,1\nc,d\n");
  REQUIRE(records.size() == 3);
  REQUIRE(records[1].problem);
  CHECK(records[1].problem->code == ErrorCode::roster_bad_quote);
  CHECK(records[1].problem->where.line == 2);
  CHECK(records[1].cells.empty());
  CHECK(records[2].cells == Cells{"c", "d"});
  CHECK(records[2].line == 3);
}

TEST_CASE("a quote that never ends spoils its own row only") {
  const auto records = parse("a,b\n1,\"x\n2,y\n3,z\n");
  REQUIRE(records.size() == 4);
  CHECK(records[1].problem);
  CHECK(records[2].cells == Cells{"2", "y"});
  CHECK(records[3].cells == Cells{"3", "z"});
  CHECK(records[3].line == 4);
}

TEST_CASE("hostile quotes cost linear time") {
  std::string text = "a,b\n";
  for (int i = 0; i < 20000; ++i) text += "\"x\n\"y\n";
  const auto records = parse(text);
  CHECK(records.size() > 20000);
}

TEST_CASE("limits of a record") {
  const CsvLimits limits{100, 10, 300};
  const auto long_cell = parse("a,b\n" + std::string(200, 'x') + ",1\nc,d\n", limits);
  REQUIRE(long_cell.size() == 3);
  CHECK(long_cell[1].problem->code == ErrorCode::roster_row_too_large);
  CHECK(long_cell[2].cells == Cells{"c", "d"});
  const auto wide = parse("a,b\n" + std::string(50, ',') + "\nc,d\n", limits);
  REQUIRE(wide.size() == 3);
  CHECK(wide[1].problem->code == ErrorCode::roster_row_too_large);
  const auto unending = parse("a,b\n\"" + std::string(1000, 'x'), limits);
  REQUIRE(unending.size() == 2);
  CHECK(unending[1].problem->code == ErrorCode::roster_bad_quote);
  CHECK(parse(std::string(10, 'x') + std::string(9, ','), limits).front().cells.size() == 10);
}

TEST_CASE("an endless line does not fill the memory") {
  const auto records = parse("a,b\n" + std::string(8 << 20, 'x') + "\nc,d\n");
  REQUIRE(records.size() == 3);
  CHECK(records[1].problem);
  CHECK(records[2].line == 3);
}

TEST_CASE("records across pieces are whole") {
  std::string text;
  for (int i = 0; i < 30000; ++i) text += std::to_string(i) + ",\"a\r\nb\"\r\n";
  const auto records = parse(text);
  REQUIRE(records.size() == 30000);
  for (std::size_t i = 0; i < records.size(); i += 777) {
    CHECK(records[i].cells == Cells{std::to_string(i), "a\r\nb"});
    CHECK(records[i].line == static_cast<int>(2 * i) + 1);
  }
}
