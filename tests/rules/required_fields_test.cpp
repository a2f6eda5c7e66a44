// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("required-fields passes a filled row and names what is empty") {
  const Fields whole = {{"name", "甲"}, {"student_no", "1"}, {"id_number", "x"}};
  CHECK(run_row("REC004", row_item(whole)).status == Status::pass);
  const Outcome outcome = run_row("REC004", row_item({{"name", "甲"}, {"student_no", " 　"}}));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.args.at(0).value == "student_no, id_number");
  CHECK(run_row("REC004", row_item(whole), {{"fields", std::vector<std::string>{"phone"}}}).status ==
        Status::fail);
}

TEST_CASE("required-fields does not apply without a roster") {
  CHECK(run_without_roster("REC004").status == Status::not_applicable);
}
