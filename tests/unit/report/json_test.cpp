// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/json.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace photolint;

TEST_CASE("a JSON string is valid, whatever bytes it comes from") {
  CHECK(json_string("a\"b\\c/张") == "\"a\\\"b\\\\c/张\"");
  CHECK(json_string(std::string_view("\0\n\x7f", 3)) == "\"\\u0000\\u000a\\u007f\"");
  CHECK(json_string("\u2028\u202E\uFEFF") == "\"\\u2028\\u202e\\ufeff\"");
  CHECK(json_string("\xd5\xc5 \xed\xa0\x80") == "\"\uFFFD\uFFFD \uFFFD\uFFFD\uFFFD\"");
}

TEST_CASE("a JSON number keeps its decimals") {
  CHECK(json_number(30, 1) == "30.0");
  CHECK(json_number(-0.0, 2) == "0.00");
  CHECK(json_number(std::numeric_limits<double>::infinity(), 1) == "null");
  CHECK(json_number(std::numeric_limits<double>::quiet_NaN(), 1) == "null");
}

TEST_CASE("members keep their order") {
  JsonObject object;
  object.text("b", "1").raw("a", JsonArray().add("1").add("null").str());
  CHECK(object.str() == R"({"b":"1","a":[1,null]})");
  CHECK(JsonObject().str() == "{}");
}
