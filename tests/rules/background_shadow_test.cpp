// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Scales the background's pixels in the box.
void darken(Photo& photo, int left, int top, int right, int bottom, double factor) {
  photo.background.off_surface_share = 0.05;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      if (*photo.background.person.view().at(x, y) != 0) continue;
      for (int c = 0; c < 3; ++c) {
        photo.colour.at(x, y)[c] = static_cast<std::uint8_t>(std::lround(photo.colour.at(x, y)[c] * factor));
      }
    }
  }
}

/// Right of the head, as lamps on the left make it.
Photo with_shadow(double factor, int width) {
  Photo photo = compliant_photo();
  darken(photo, 300, 120, 355 + width, 440, factor);
  return photo;
}

}  // namespace

TEST_CASE("background-shadow passes a clean wall and fails a shadow at the person") {
  CHECK(run_rule("background-shadow", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("background-shadow", compliant_photo()), "shadow_share") == 0);
  const Outcome outcome = run_rule("background-shadow", with_shadow(0.75, 40));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "shadow");
  CHECK(measured(outcome, "shadow_depth") == Approx(0.25).margin(0.03));
  REQUIRE(outcome.region);
  CHECK(outcome.region->x > 240);
}

TEST_CASE("background-shadow looks closer only where samples are off the surface") {
  Photo photo = with_shadow(0.75, 40);
  photo.background.off_surface_share = 0;
  CHECK(run_rule("background-shadow", photo).status == Status::pass);
  CHECK(measured(run_rule("background-shadow", photo), "shadow_share") == 0);
}

TEST_CASE("background-shadow lets faint shade pass") {
  CHECK(run_rule("background-shadow", with_shadow(0.96, 40)).status == Status::pass);
}

TEST_CASE("background-shadow decides on the printed share, on both sides of the limit") {
  const double share = measured(run_rule("background-shadow", with_shadow(0.75, 40)), "shadow_share");
  CHECK(run_rule("background-shadow", with_shadow(0.75, 40), {{"max_share", share}}).status == Status::pass);
  CHECK(run_rule("background-shadow", with_shadow(0.75, 40), {{"max_share", share - 0.001}}).status ==
        Status::fail);
}

TEST_CASE("background-shadow leaves a wall that darkens outwards and foreign colours to other rules") {
  Photo corner = compliant_photo();
  darken(corner, 0, 0, 40, 400, 0.6);
  CHECK(run_rule("background-shadow", corner).status == Status::pass);
  Photo shoulder = compliant_photo();
  darken(shoulder, 0, 430, 480, 600, 0.75);
  CHECK(run_rule("background-shadow", shoulder).status == Status::pass);
  Photo green = with_shadow(1, 40);
  for (int y = 120; y < 440; ++y) {
    for (int x = 300; x < 395; ++x) {
      if (*green.background.person.view().at(x, y) == 0) green.colour.at(x, y)[0] = 60;
    }
  }
  CHECK(run_rule("background-shadow", green).status == Status::pass);
}

TEST_CASE("background-shadow cannot be assessed on clutter or without background or face") {
  Photo clutter = compliant_photo();
  clutter.background.off_surface_share = 0.5;
  CHECK(run_rule("background-shadow", clutter).status == Status::cannot_assess);
  CHECK(run_rule("background-shadow", clutter).message == "not-plain");
  Photo full = compliant_photo();
  full.background.off_surface_share = 0.05;
  full.background.person = ImageBuffer(480, 640, 1, 255);
  full.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::cloth));
  CHECK(run_rule("background-shadow", full).message == "too-little-background");
  CHECK(run_rule("background-shadow", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
