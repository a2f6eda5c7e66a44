// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome judge(const std::string& submitted, const std::string& deadline = "2023-05-18") {
  return run_row("REC009", row_item({{"submitted_at", submitted}}), {{"deadline", deadline}});
}

}  // namespace

TEST_CASE("on-time counts the deadline's own day") {
  CHECK(judge("2023-05-18 23:59").status == Status::pass);
  CHECK(judge("2023/5/19").status == Status::fail);
}

TEST_CASE("on-time does not guess") {
  CHECK(judge("yesterday").status == Status::cannot_assess);
  CHECK(judge("").message == "no-value");
  CHECK(judge("2023-05-18", "soon").message == "deadline-invalid");
  CHECK(judge("2023-05-18", "").status == Status::not_applicable);
  CHECK(run_without_roster("REC009", {{"deadline", std::string("2023-05-18")}}).status ==
        Status::not_applicable);
}
