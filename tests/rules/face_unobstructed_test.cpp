// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("face-unobstructed passes on a compliant photo") {
  CHECK(run_rule("face-unobstructed", compliant_photo()).status == Status::pass);
}

TEST_CASE("face-unobstructed cannot be assessed without a head") {
  const Outcome outcome = run_rule("face-unobstructed", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
