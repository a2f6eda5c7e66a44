// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("head-uncovered passes on a compliant photo") {
  CHECK(run_rule("head-uncovered", compliant_photo()).status == Status::pass);
}

TEST_CASE("head-uncovered cannot be assessed without a head") {
  const Outcome outcome = run_rule("head-uncovered", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
