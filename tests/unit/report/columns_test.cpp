// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/columns.h"

#include <catch2/catch.hpp>

using namespace photolint;

TEST_CASE("display width follows the terminal") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("张三") == 4);
  CHECK(display_width("𠮷a") == 3);
  CHECK(display_width("Ａ，") == 4);
  CHECK(display_width("e\u0301") == 1);
  CHECK(display_width("°é") == 2);
  CHECK(display_width("😀") == 2);
  CHECK(display_width("\xff") == 1);
}

TEST_CASE("padding counts columns, not bytes") {
  CHECK(pad_right("张三", 6) == "张三  ");
  CHECK(pad_left("三", 4) == "  三");
  CHECK(pad_right("long", 2) == "long");
}
