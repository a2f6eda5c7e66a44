// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rect kLeftEar{90, 200, 46, 150};

/// The left ear is shown from the top down to y.
Photo covered_from(double y) {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::hair, {kLeftEar.x, y, kLeftEar.width, kLeftEar.bottom() - y});
  return photo;
}

}  // namespace

TEST_CASE("ears-visible passes two free ears") {
  const Outcome outcome = run_rule("ears-visible", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "ear_left") == 1);
  CHECK(measured(outcome, "ear_right") == 1);
}

TEST_CASE("ears-visible fails covered ears and names the side") {
  CHECK(run_rule("ears-visible", covered_from(200)).message == "left-hidden");
  CHECK(measured(run_rule("ears-visible", covered_from(200)), "ear_left") == 0);
  Photo right = compliant_photo();
  relabel(right, PortraitClass::hair, {344, 200, 46, 150});
  CHECK(run_rule("ears-visible", right).message == "right-hidden");
}

TEST_CASE("ears-visible passes a flat ear that no hair covers") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::background, {80, 190, 42, 160});
  CHECK(run_rule("ears-visible", photo).status == Status::pass);
}

TEST_CASE("ears-visible does not expect the ear behind a turned cheek") {
  Photo photo = covered_from(200);
  photo.faces.faces.front().yaw_deg = -20;
  CHECK(run_rule("ears-visible", photo).status == Status::pass);
  photo.faces.faces.front().yaw_deg = 20;
  CHECK(run_rule("ears-visible", photo).status == Status::fail);
}

TEST_CASE("ears-visible decides on the printed share, on both sides of the limit") {
  const Photo photo = covered_from(262);
  const double share = measured(run_rule("ears-visible", photo), "ear_left");
  CHECK(share > 0.1);
  CHECK(share < 0.9);
  CHECK(run_rule("ears-visible", photo, {{"min_ear_visible", share}}).status == Status::pass);
  CHECK(run_rule("ears-visible", photo, {{"min_ear_visible", share + 0.01}}).status == Status::fail);
}

TEST_CASE("ears-visible cannot be assessed without face or parsing") {
  CHECK(run_rule("ears-visible", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("ears-visible", photo).message == "no-parsing");
  CHECK(run_rule("ears-visible", without_face_frame()).status == Status::cannot_assess);
}
