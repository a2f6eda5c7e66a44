// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

using Words = std::vector<std::string>;

}  // namespace

TEST_CASE("in-scope compares each value with its list") {
  const WorkItem row = row_item({{"cohort", "２０２０"}, {"level", "专科"}});
  CHECK(run_row("REC006", row, {{"cohorts", Words{"2019", "2020"}}}).status == Status::pass);
  const Outcome outside = run_row("REC006", row, {{"cohorts", Words{"2020"}}, {"levels", Words{"本科"}}});
  CHECK(outside.status == Status::fail);
  CHECK(outside.args.at(0).value == "level");
}

TEST_CASE("in-scope cannot tell without the value, and a value outside weighs more") {
  const WorkItem row = row_item({{"level", "专科"}});
  CHECK(run_row("REC006", row, {{"cohorts", Words{"2020"}}}).status == Status::cannot_assess);
  CHECK(run_row("REC006", row, {{"cohorts", Words{"2020"}}, {"levels", Words{"本科"}}}).status ==
        Status::fail);
}

TEST_CASE("in-scope does not apply without a scope or a roster") {
  CHECK(run_row("REC006", row_item({})).status == Status::not_applicable);
  CHECK(run_without_roster("REC006").status == Status::not_applicable);
}
