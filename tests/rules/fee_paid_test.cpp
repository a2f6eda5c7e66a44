// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("fee-paid reads yes and no; an empty cell is unpaid") {
  for (const char* word : {"已缴费", "是", "1", "Paid"}) {
    CAPTURE(word);
    CHECK(run_row("REC007", row_item({{"paid", word}})).status == Status::pass);
  }
  for (const char* word : {"未缴", "0", "no", ""}) {
    CAPTURE(word);
    CHECK(run_row("REC007", row_item({{"paid", word}})).status == Status::fail);
  }
}

TEST_CASE("fee-paid does not guess") {
  CHECK(run_row("REC007", row_item({{"paid", "15"}})).status == Status::cannot_assess);
  CHECK(run_row("REC007", row_item({})).message == "no-column");
  CHECK(run_without_roster("REC007").status == Status::not_applicable);
}
