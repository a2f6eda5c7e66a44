// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rgb kNavy{40, 48, 90};

/// The neck is covered from y downwards.
Photo with_collar(double y) {
  Photo photo = compliant_photo();
  const Rect collar{150, y, 180, 640 - y};
  paint_box(photo, collar, kNavy);
  relabel(photo, collar, PortraitClass::cloth);
  return photo;
}

}  // namespace

TEST_CASE("neck-visible passes an open neck and fails a high collar") {
  CHECK(run_rule("neck-visible", compliant_photo()).status == Status::pass);
  CHECK(run_rule("neck-visible", with_collar(436)).status == Status::pass);
  const Outcome high = run_rule("neck-visible", with_collar(424));
  CHECK(high.status == Status::fail);
  CHECK(high.message == "neck-hidden");
  CHECK(measured(high, "neck_height") == Approx(0.024).margin(0.02));
  const double open = measured(run_rule("neck-visible", with_collar(436)), "neck_height");
  CHECK(run_rule("neck-visible", with_collar(436), {{"min_height", open}}).status == Status::pass);
  CHECK(run_rule("neck-visible", with_collar(436), {{"min_height", open + 0.001}}).status == Status::fail);
}

TEST_CASE("neck-visible sees a collar that parsing takes for the neck, by its colour") {
  Photo photo = with_collar(424);
  relabel(photo, {180, 380, 120, 100}, PortraitClass::neck);
  relabel(photo, {100, 430, 80, 80}, PortraitClass::cloth);
  paint_box(photo, {100, 430, 80, 80}, kNavy);
  CHECK(run_rule("neck-visible", photo).status == Status::fail);
}

TEST_CASE("neck-visible cannot be assessed under a beard, at the picture's end or without a head") {
  Photo bearded = with_collar(460);
  relabel(bearded, {180, 400, 120, 60}, PortraitClass::hair);
  const Outcome beard = run_rule("neck-visible", bearded);
  CHECK(beard.status == Status::cannot_assess);
  CHECK(beard.message == "beard-over-neck");
  Photo low = compliant_photo();
  low.head.chin.y = 636;
  CHECK(run_rule("neck-visible", low).message == "neck-out-of-frame");
  CHECK(run_rule("neck-visible", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
