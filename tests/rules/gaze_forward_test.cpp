// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Both irises so many eye widths (50 px) right of the middle, with the head turned.
Photo looking(double left, double right, double yaw_deg = 0) {
  Photo photo = compliant_photo();
  photo.eyes.left.iris.x += left * 50;
  photo.eyes.right.iris.x += right * 50;
  photo.faces.faces.front().yaw_deg = yaw_deg;
  return photo;
}

}  // namespace

TEST_CASE("gaze-forward passes eyes in the middle and fails eyes to either side") {
  CHECK(run_rule("gaze-forward", compliant_photo()).status == Status::pass);
  const Outcome right = run_rule("gaze-forward", looking(0.2, 0.2));
  CHECK(right.status == Status::fail);
  CHECK(right.message == "looks-right");
  CHECK(measured(right, "gaze_offset") == Approx(0.2));
  CHECK(run_rule("gaze-forward", looking(-0.2, -0.2)).message == "looks-left");
}

TEST_CASE("gaze-forward decides on the printed offset, on both sides of the limit") {
  CHECK(run_rule("gaze-forward", looking(0.12, 0.12)).status == Status::pass);
  CHECK(run_rule("gaze-forward", looking(0.13, 0.13)).status == Status::fail);
  CHECK(run_rule("gaze-forward", looking(0.13, 0.13), {{"max_gaze_offset", 0.13}}).status == Status::pass);
}

TEST_CASE("gaze-forward lets the eyes stay on the camera, or with the head, when the head turns") {
  // 0.3 tan(20 degrees) = 0.11
  CHECK(measured(run_rule("gaze-forward", looking(-0.11, -0.11, 20)), "gaze_offset") == 0);
  CHECK(measured(run_rule("gaze-forward", looking(0, 0, 20)), "gaze_offset") == 0);
  CHECK(measured(run_rule("gaze-forward", looking(-0.21, -0.21, 20)), "gaze_offset") == Approx(-0.1));
  CHECK(measured(run_rule("gaze-forward", looking(0.1, 0.1, 20)), "gaze_offset") == Approx(0.1));
  CHECK(measured(run_rule("gaze-forward", looking(0.11, 0.11, -20)), "gaze_offset") == 0);
}

TEST_CASE("gaze-forward forgives a squint of one eye") {
  CHECK(run_rule("gaze-forward", looking(0, 0.22)).status == Status::pass);
  CHECK(run_rule("gaze-forward", looking(-0.2, 0.2)).message == "eyes-disagree");
}

TEST_CASE("gaze-forward measures along the eye, so that a leaning head changes nothing") {
  Photo photo = looking(0.2, 0.2);
  for (EyeLook* eye : {&photo.eyes.left, &photo.eyes.right}) {
    for (Point* p : {&eye->corner_left, &eye->corner_right, &eye->iris}) *p = {-p->y, p->x};
  }
  CHECK(measured(run_rule("gaze-forward", photo), "gaze_offset") == Approx(0.2));
}

TEST_CASE("gaze-forward needs both irises") {
  Photo closed = compliant_photo();
  closed.eyes.left.iris_contrast = 0.1;
  CHECK(run_rule("gaze-forward", closed).message == "eyes-not-seen");
  Photo small = compliant_photo();
  small.scale = 0.39;
  CHECK(run_rule("gaze-forward", small).message == "eyes-too-small");
  const Outcome outcome =
      run_rule("gaze-forward", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
