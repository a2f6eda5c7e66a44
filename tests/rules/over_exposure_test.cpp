// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_light(double stops) {
  Photo photo = compliant_photo();
  photo.colour = exposed(std::move(photo.colour), stops);
  return photo;
}

}  // namespace

TEST_CASE("over-exposure passes a well-lit face and fails a burnt-out one") {
  CHECK(run_rule("over-exposure", compliant_photo()).status == Status::pass);
  const Outcome outcome = run_rule("over-exposure", with_light(3));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "burnt-out");
  CHECK(measured(outcome, "burnt_share") > 0.5);
}

TEST_CASE("over-exposure decides on the printed share, on both sides of the limit") {
  const double share = measured(run_rule("over-exposure", with_light(3)), "burnt_share");
  CHECK(run_rule("over-exposure", with_light(3), {{"max_burnt_share", share}}).status == Status::pass);
  CHECK(run_rule("over-exposure", with_light(3), {{"max_burnt_share", share - 0.001}}).status ==
        Status::fail);
}

TEST_CASE("over-exposure cannot be assessed without a face in the frame") {
  CHECK(run_rule("over-exposure", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo elsewhere = compliant_photo();
  for (Point& p : elsewhere.faces.faces.front().landmarks) p.y += 5000;
  CHECK(run_rule("over-exposure", elsewhere).status == Status::cannot_assess);
}
