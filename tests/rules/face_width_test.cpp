// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_face_width(double width) {
  Photo photo = compliant_photo();
  photo.head.face_width = width;
  return photo;
}

}  // namespace

TEST_CASE("face-width passes up to both limits and fails one pixel beyond") {
  CHECK(run_rule("face-width", with_face_width(230)).status == Status::pass);
  CHECK(run_rule("face-width", with_face_width(180)).status == Status::pass);
  CHECK(run_rule("face-width", with_face_width(300)).status == Status::pass);
  const Outcome narrow = run_rule("face-width", with_face_width(179));
  CHECK(narrow.status == Status::fail);
  CHECK(narrow.message == "face-too-narrow");
  const Outcome wide = run_rule("face-width", with_face_width(301));
  CHECK(wide.message == "face-too-wide");
  CHECK(wide.measured.front() == Measurement{"face_width", 301, "px", 0, 180, 300});
}

TEST_CASE("face-width scales by the width of the picture") {
  CHECK(measured(run_rule("face-width", enlarged(compliant_photo(), 4)), "face_width") == 230);
  // Identity card: 207 +- 14 px of 358.
  Photo card = with_face_width(221);
  card.file.width = 358;
  const std::initializer_list<Override> limits = {
      {"frame_width_px", 358}, {"min_width_px", 193}, {"max_width_px", 221}};
  CHECK(run_rule("face-width", card, limits).status == Status::pass);
  card.head.face_width = 222;
  CHECK(run_rule("face-width", card, limits).status == Status::fail);
}

TEST_CASE("face-width cannot be assessed where a side of the face lies outside") {
  Photo left = compliant_photo();
  left.head.ear_joint_left.x = -1;
  CHECK(run_rule("face-width", left).status == Status::cannot_assess);
  CHECK(run_rule("face-width", left).message == "face-cut");
  Photo right = compliant_photo();
  right.head.ear_joint_right.x = 481;
  CHECK(run_rule("face-width", right).message == "face-cut");
  right.head.ear_joint_right.x = 480;
  CHECK(run_rule("face-width", right).status == Status::pass);
}

TEST_CASE("face-width cannot be assessed without a head") {
  CHECK(run_rule("face-width", with_all_facts(compliant_photo(), {FactState::failed, "no-face"})).message ==
        "no-face");
}
