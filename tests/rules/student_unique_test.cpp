// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("student-unique fails the later of two rows and names the earlier one") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT001", {verdict_on(2, {{"id_number", "11010519491231002X"}, {"student_no", "1"}}),
                           verdict_on(3, {{"id_number", "440524188001010014"}, {"student_no", "2"}}),
                           verdict_on(4, {{"id_number", " 11010519491231002x"}, {"student_no", "3"}}),
                           verdict_on(5, {{"id_number", ""}, {"student_no", "２"}})});
  CHECK(outcomes[0].status == Status::pass);
  CHECK(outcomes[1].status == Status::pass);
  CHECK(outcomes[2].status == Status::fail);
  CHECK(outcomes[2].message == "same-id-number");
  CHECK(outcomes[2].args.at(0).value == "2");
  CHECK(outcomes[3].message == "same-student-no");
  CHECK(outcomes[3].args.at(0).value == "3");
}

TEST_CASE("student-unique knows the old form of a number") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT001", {verdict_on(2, {{"id_number", "11010519491231002X"}}),
                           verdict_on(3, {{"id_number", "110105491231002"}})});
  CHECK(outcomes[1].status == Status::fail);
}

TEST_CASE("student-unique does not apply without a roster or numbers") {
  const std::vector<Outcome> outcomes =
      run_batch("BAT001", {verdict_on(0, {}), verdict_on(2, {}), verdict_on(3, {})});
  for (const Outcome& outcome : outcomes) CHECK(outcome.status == Status::not_applicable);
}
