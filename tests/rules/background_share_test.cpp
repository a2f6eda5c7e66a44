// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The person fills the picture from or up to a column.
Photo filled(int left, int right) {
  Photo photo = compliant_photo();
  for (int y = 0; y < 640; ++y) {
    for (int x = left; x < right; ++x) *photo.background.person.at(x, y) = 255;
  }
  return photo;
}

}  // namespace

TEST_CASE("background-share passes room on both sides") {
  const Outcome outcome = run_rule("background-share", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "left_background") == Approx(measured(outcome, "right_background")).margin(0.01));
  CHECK(measured(outcome, "left_background") == Approx(0.25).margin(0.03));
}

TEST_CASE("background-share names the side without background") {
  CHECK(run_rule("background-share", filled(0, 240)).message == "left");
  CHECK(run_rule("background-share", filled(240, 480)).message == "right");
  const Outcome both = run_rule("background-share", filled(0, 480));
  CHECK(both.status == Status::fail);
  CHECK(both.message == "both");
  CHECK(measured(both, "left_background") == 0);
}

TEST_CASE("background-share decides on the printed share, on both sides of the limit") {
  CHECK(run_rule("background-share", filled(24, 240), {{"min_share", 0.05}}).status == Status::pass);
  CHECK(run_rule("background-share", filled(24, 240), {{"min_share", 0.051}}).status == Status::fail);
}

TEST_CASE("background-share cannot be assessed without a head in the picture") {
  CHECK(run_rule("background-share", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo outside = compliant_photo();
  outside.head.head_top = {240, 700};
  outside.head.chin = {240, 900};
  CHECK(run_rule("background-share", outside).status == Status::cannot_assess);
  CHECK(run_rule("background-share", outside).message == "no-head-rows");
}
