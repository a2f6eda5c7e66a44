// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_pitch(double degrees, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.head.pitch_deg = degrees;
  return run_rule("pitch", photo, overrides);
}

}  // namespace

TEST_CASE("pitch passes up to where its estimate becomes uncertain") {
  CHECK(with_pitch(0).status == Status::pass);
  CHECK(with_pitch(12).status == Status::pass);
  CHECK(with_pitch(-12).status == Status::pass);
}

TEST_CASE("pitch leaves the angles between its two limits to a person") {
  for (const double degrees : {12.1, 18.0, -12.1, -18.0}) {
    const Outcome outcome = with_pitch(degrees);
    CHECK(outcome.status == Status::cannot_assess);
    CHECK(outcome.message == "uncertain");
    CHECK(measured(outcome, "pitch") == degrees);
    CHECK(measured(outcome, "pitch_sigma") == 3);
    CHECK(outcome.args == std::vector<Arg>{{"review_from", "12.0"}});
  }
}

TEST_CASE("pitch fails beyond the larger limit") {
  const Outcome lifted = with_pitch(18.1);
  CHECK(lifted.status == Status::fail);
  CHECK(lifted.message == "chin-lifted");
  CHECK(lifted.measured.front().excess() == 0.1);
  CHECK(with_pitch(-18.1).message == "chin-lowered");
}

TEST_CASE("pitch decides without a band where both limits are equal") {
  const std::initializer_list<Override> equal = {{"review_from_deg", 10.0}, {"max_pitch_deg", 10.0}};
  CHECK(with_pitch(10, equal).status == Status::pass);
  CHECK(with_pitch(10.1, equal).status == Status::fail);
}

TEST_CASE("pitch cannot be assessed without a head or a number") {
  CHECK(run_rule("pitch", with_all_facts(compliant_photo(), {FactState::absent, ""})).message == "no-face");
  Photo photo = compliant_photo();
  photo.head.pitch_sigma_deg = std::nan("");
  CHECK(run_rule("pitch", photo).status == Status::cannot_assess);
  CHECK(run_rule("pitch", photo).message == "not-a-number");
}
