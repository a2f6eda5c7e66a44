// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/outcome.h"

#include <catch2/catch.hpp>
#include <limits>

using namespace photolint;

TEST_CASE("a measurement decides on the number that it prints") {
  const Measurement just_inside = measure("eye_line", 299.96, "px", 1, 200, 300);
  CHECK(just_inside.value == 300.0);
  CHECK(just_inside.inside());
  const Measurement outside = measure("eye_line", 300.06, "px", 1, 200, 300);
  CHECK_FALSE(outside.inside());
  CHECK(outside.excess() == 0.1);
  CHECK(measure("eye_line", 190, "px", 1, 200, 300).excess() == -10.0);
}

TEST_CASE("judge fails closed on not-a-number") {
  CHECK(judge({measure("x", 1, "px", 0, 0, 2)}, "out").status == Status::pass);
  CHECK(judge({measure("x", 3, "px", 0, 0, 2)}, "out").message == "out");
  CHECK(judge({measure("x", std::numeric_limits<double>::quiet_NaN(), "px", 0, 0, 2)}, "out").status ==
        Status::cannot_assess);
}
