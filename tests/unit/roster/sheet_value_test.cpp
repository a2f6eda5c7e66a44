// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/sheet_value.h"

#include <catch2/catch.hpp>

using namespace photolint;

namespace {

std::string text(double value, NumberFormat format = {}, Epoch epoch = Epoch::year_1900) {
  return number_text(value, format, epoch).text;
}

constexpr NumberFormat kDate{true, false, 0};

}  // namespace

TEST_CASE("numbers are written digit by digit") {
  CHECK(text(0) == "0");
  CHECK(text(-7) == "-7");
  CHECK(text(20260001) == "20260001");
  CHECK(text(999999999999999) == "999999999999999");
  CHECK(text(1e-7) == "0.0000001");
  CHECK(text(0.1) == "0.1");
  CHECK(text(1e20) == "100000000000000000000");
  CHECK(text(7, {false, false, 3}) == "007");
  CHECK(text(12345, {false, false, 3}) == "12345");
}

TEST_CASE("sixteen digits are too many for a number") {
  const auto lost = [](std::string_view value) {
    return number_text(value, {}, Epoch::year_1900).digits_lost;
  };
  CHECK_FALSE(lost("999999999999999"));
  CHECK(lost("1000000000000000"));
  CHECK(lost("-1E15"));
  CHECK(lost("440524188001010014"));
  CHECK(number_text("1E999", {}, Epoch::year_1900).text == "1E999");
  CHECK(number_text("nan", {}, Epoch::year_1900).text == "nan");
  CHECK(number_text("12 34", {}, Epoch::year_1900).text == "12 34");
}

TEST_CASE("serial numbers are days") {
  CHECK(text(1, kDate) == "1900-01-01");
  CHECK(text(59, kDate) == "1900-02-28");
  CHECK(text(60, kDate) == "60");  // a day that never was
  CHECK(text(61, kDate) == "1900-03-01");
  CHECK(text(38509, kDate) == "2005-06-06");
  CHECK(text(2958465, kDate) == "9999-12-31");
  CHECK(text(2958466, kDate) == "2958466");
  CHECK(text(-1, kDate) == "-1");
  CHECK(text(0, kDate, Epoch::year_1904) == "1904-01-01");
  CHECK(text(37047, kDate, Epoch::year_1904) == "2005-06-06");
  CHECK(text(38509.75, {true, true, 0}) == "2005-06-06 18:00:00");
  CHECK(text(38509.999999999, {true, true, 0}) == "2005-06-07");
  CHECK(text(0.5, {false, true, 0}) == "12:00:00");
}

TEST_CASE("format codes") {
  CHECK(format_of_code("General") == NumberFormat{});
  CHECK(format_of_code("0.00") == NumberFormat{});
  CHECK(format_of_code("[Red]#,##0;[Blue]-#,##0") == NumberFormat{});
  CHECK(format_of_code("\"day\"0") == NumberFormat{});
  CHECK(format_of_code("0\\d") == NumberFormat{});
  CHECK(format_of_code("yyyy-mm-dd") == NumberFormat{true, false, 0});
  CHECK(format_of_code("[$-804]yyyy\"年\"m\"月\"d\"日\";@") == NumberFormat{true, false, 0});
  CHECK(format_of_code("m/d/yy h:mm") == NumberFormat{true, true, 0});
  CHECK(format_of_code("mmm") == NumberFormat{true, false, 0});
  CHECK(format_of_code("h:mm") == NumberFormat{false, true, 0});
  CHECK(format_of_code("[h]:mm") == NumberFormat{false, true, 0});
  CHECK(format_of_code("000000") == NumberFormat{false, false, 6});
  CHECK(format_of_code("\"") == NumberFormat{});
  CHECK(format_of_code("[") == NumberFormat{});
  CHECK(built_in_format(14) == NumberFormat{true, false, 0});
  CHECK(built_in_format(31) == NumberFormat{true, false, 0});
  CHECK(built_in_format(22) == NumberFormat{true, true, 0});
  CHECK(built_in_format(49) == NumberFormat{});
}

TEST_CASE("names of cells") {
  CHECK(cell_name(5, 3) == "C5");
  CHECK(cell_name(1, 26) == "Z1");
  CHECK(cell_name(1, 27) == "AA1");
  CHECK(cell_name(1048576, 16384) == "XFD1048576");
  CHECK(area_name({5, 5, 1, 6}) == "A5:F5");
  CHECK(area_of_name("A5:F5") == MergedArea{5, 5, 1, 6});
  CHECK(area_of_name("XFD1048576") == MergedArea{1048576, 1048576, 16384, 16384});
  for (const char* wrong :
       {"", "5", "A", "A0", "a5", "A5:", "F5:A5", "XFE1", "A1048577", "A5:F5:G5", "A-1"}) {
    CHECK_FALSE(area_of_name(wrong));
  }
}

TEST_CASE("dates as documents write them") {
  CHECK(iso_date_text("2005-06-06") == "2005-06-06");
  CHECK(iso_date_text("2005-06-06T00:00:00") == "2005-06-06");
  CHECK(iso_date_text("2005-06-06T10:30:00.5Z") == "2005-06-06 10:30:00");
  CHECK(iso_date_text("x") == "x");
}
