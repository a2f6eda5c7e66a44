// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/date.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "photolint/core/words.h"

using namespace photolint;

TEST_CASE("days are counted from 1970") {
  CHECK(day_number(1970, 1, 1) == 0);
  CHECK(day_number(2000, 3, 1) == 11017);
  CHECK(parse_day("1969-12-31") == -1);
  CHECK(parse_day("2026:11:21") == 20778);
}

TEST_CASE("dates that do not exist have no day") {
  for (const char* text : {"2025-02-29", "2025-13-01", "2025-00-10", "0000-01-01", "2025-1-01", "2025-01:01",
                           "", "20250101", "2025-01-011", "+025-01-01", "2025/01/01"}) {
    CAPTURE(text);
    CHECK_FALSE(parse_day(text));
  }
  CHECK(parse_day("2024-02-29"));
  CHECK_FALSE(day_number(10000, 1, 1));
}

TEST_CASE("names are found as whole words in any case") {
  const std::vector<std::string> names = {"b612", "paint_shop", "\xE7\xBE\x8E\xE5\x9B\xBE"};
  CHECK(find_name("xx B612 9.1", names) == &names[0]);
  CHECK(find_name("B6123", names) == &names[0]);
  CHECK(find_name("AB612", names) == nullptr);
  CHECK(find_name("Paint-Shop Pro", names) == &names[1]);
  CHECK(find_name("Paint Shopping", names) == nullptr);
  CHECK(find_name("a\xE7\xBE\x8E\xE5\x9B\xBE"
                  "b",
                  names) == &names[2]);
  CHECK(find_name("", names) == nullptr);
  CHECK(find_name("\xff\x00", std::vector<std::string>{""}) == nullptr);
}
