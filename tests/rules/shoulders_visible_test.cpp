// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_shoulders(bool left, bool right) {
  Photo photo = compliant_photo();
  photo.head.shoulder_left_visible = left;
  photo.head.shoulder_right_visible = right;
  return run_rule("shoulders-visible", photo);
}

}  // namespace

TEST_CASE("shoulders-visible passes with both shoulders") {
  const Outcome outcome = with_shoulders(true, true);
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "left_shoulder") == 0.6);
  CHECK(outcome.region == Rect{0, 420, 480, 220});
}

TEST_CASE("shoulders-visible names the missing shoulder") {
  CHECK(with_shoulders(false, true).status == Status::fail);
  CHECK(with_shoulders(false, true).message == "left-missing");
  CHECK(with_shoulders(true, false).message == "right-missing");
  CHECK(with_shoulders(false, false).message == "both-missing");
  CHECK(measured(with_shoulders(false, true), "shoulders") == 1);
}

TEST_CASE("shoulders-visible cannot be assessed without a head") {
  const Outcome outcome =
      run_rule("shoulders-visible", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
