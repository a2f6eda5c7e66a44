// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_roll(double degrees) {
  Photo photo = compliant_photo();
  photo.faces.faces.front().roll_deg = degrees;
  return run_rule("roll", photo);
}

}  // namespace

TEST_CASE("roll passes up to the limit to both sides and fails a tenth beyond") {
  CHECK(with_roll(0).status == Status::pass);
  CHECK(with_roll(5).status == Status::pass);
  CHECK(with_roll(-5).status == Status::pass);
  const Outcome right = with_roll(5.1);
  CHECK(right.status == Status::fail);
  CHECK(right.message == "leans-right");
  CHECK(with_roll(-5.1).message == "leans-left");
}

TEST_CASE("roll cannot be assessed without a face") {
  const Outcome outcome = run_rule("roll", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
