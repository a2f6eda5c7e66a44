// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome judge(const std::string& sex, const std::string& number = "11010519491231002X") {
  return run_row("REC003", row_item({{"id_number", number}, {"sex", sex}}));
}

}  // namespace

TEST_CASE("sex-agrees reads words and codes") {
  for (const char* sex : {"女", " F ", "2", "female"}) {
    CAPTURE(sex);
    CHECK(judge(sex).status == Status::pass);
  }
  for (const char* sex : {"男", "m", "１", "Male"}) {
    CAPTURE(sex);
    CHECK(judge(sex).status == Status::fail);
    CHECK(judge(sex, "440524188001010014").status == Status::pass);
  }
}

TEST_CASE("sex-agrees does not guess") {
  CHECK(judge("?").status == Status::cannot_assess);
  CHECK(judge("女", "123").message == "number-invalid");
  CHECK(judge("").status == Status::not_applicable);
  CHECK(run_without_roster("REC003").status == Status::not_applicable);
}
