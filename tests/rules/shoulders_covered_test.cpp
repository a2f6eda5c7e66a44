// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rgb kSkin{215, 170, 147};

}  // namespace

TEST_CASE("shoulders-covered passes a shirt and fails bare shoulders") {
  CHECK(run_rule("shoulders-covered", compliant_photo()).status == Status::pass);
  Photo bare = compliant_photo();
  paint_box(bare, {0, 480, 130, 160}, kSkin);
  paint_box(bare, {350, 480, 130, 160}, kSkin);
  const Outcome outcome = run_rule("shoulders-covered", bare);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "bare-shoulders");
  CHECK(run_rule("shoulders-covered", bare, {{"max_bare", 1.0}}).status == Status::pass);
}

TEST_CASE("shoulders-covered leaves the neck and a V-neck alone") {
  Photo open = compliant_photo();
  paint_box(open, {190, 470, 100, 170}, kSkin);
  CHECK(run_rule("shoulders-covered", open).status == Status::pass);
}

TEST_CASE("shoulders-covered does not take white or grey cloth for pale skin") {
  Photo photo = compliant_photo();
  paint_box(photo, {0, 480, 480, 160}, {200, 198, 196});
  CHECK(run_rule("shoulders-covered", photo).status == Status::pass);
}

TEST_CASE("shoulders-covered cannot be assessed without shoulders, cheeks or a head") {
  Photo low = compliant_photo();
  low.head.chin.y = 600;
  CHECK(run_rule("shoulders-covered", low).message == "shoulders-out-of-frame");
  Photo hidden = compliant_photo();
  relabel(hidden, {0, 285, 480, 60}, PortraitClass::hair);
  const Outcome outcome = run_rule("shoulders-covered", hidden);
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-skin-to-compare");
  CHECK(run_rule("shoulders-covered", with_all_facts(compliant_photo(), {FactState::absent, ""})).status ==
        Status::cannot_assess);
}
