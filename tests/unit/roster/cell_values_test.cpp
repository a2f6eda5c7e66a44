// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/cell_values.h"

#include <catch2/catch.hpp>
#include <string>

using namespace photolint;

TEST_CASE("one day is read from every form that rosters have") {
  const std::int64_t day = 12054;  // 2003-01-02
  for (const char* cell : {"20030102", "2003-01-02", "2003/1/2", "2003.1.2", "2003年1月2日", "2003年01月02号",
                           "2003年1月2", "２００３年１月２日", " 2003-01-02 00:00:00", "2003-01-02T00:00",
                           "2003年1月2日 08:30", "37623", "37623.5"}) {
    CAPTURE(cell);
    CHECK(day_in_cell(cell) == day);
  }
  for (const char* cell : {"", "无", "2003", "2003-13-01", "2003-02-30", "2003-1", "2003-1/2", "030102",
                           "2003-01-02x", "1", "999999", "2003-001-02"}) {
    CAPTURE(cell);
    CHECK_FALSE(day_in_cell(cell));
  }
  CHECK_FALSE(day_in_cell("2003-01-02 " + std::string(100, '0')));
}

TEST_CASE("the sex is read from words and codes") {
  for (const char* cell : {"男", " 男性", "M", "Male", "1", "01", "１"})
    CHECK(sex_in_cell(cell) == Sex::male);
  for (const char* cell : {"女", "女性", "f", "FEMALE", "2", "02"}) CHECK(sex_in_cell(cell) == Sex::female);
  for (const char* cell : {"", "0", "9", "未知", "男女"}) CHECK_FALSE(sex_in_cell(cell));
}
