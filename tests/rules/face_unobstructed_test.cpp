// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("face-unobstructed passes a free face and a beard") {
  CHECK(run_rule("face-unobstructed", compliant_photo()).status == Status::pass);
  Photo beard = compliant_photo();
  repaint(beard, {60, 50, 45}, {180, 375, 120, 45});
  CHECK(run_rule("face-unobstructed", beard).status == Status::pass);
}

TEST_CASE("face-unobstructed fails hair or cloth over the cheek, limit included") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::hair, {150, 280, 40, 110});
  const Outcome outcome = run_rule("face-unobstructed", photo);
  CHECK(outcome.message == "covered");
  const double share = measured(outcome, "face_foreign");
  CHECK(run_rule("face-unobstructed", photo, {{"max_foreign", share}}).status == Status::pass);
  CHECK(run_rule("face-unobstructed", photo, {{"max_foreign", share - 0.01}}).status == Status::fail);
}

TEST_CASE("face-unobstructed fails a mouth that cannot be seen") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::skin, {180, 330, 120, 60});
  CHECK(run_rule("face-unobstructed", photo).message == "mouth-covered");
}

TEST_CASE("face-unobstructed fails a mask that parsing takes for skin") {
  Photo photo = compliant_photo();
  repaint(photo, {150, 190, 225}, {120, 280, 240, 150});
  const Outcome outcome = run_rule("face-unobstructed", photo);
  CHECK(outcome.message == "nose-covered");
  CHECK(measured(outcome, "nose_unlike_skin") == 1);
}

TEST_CASE("face-unobstructed cannot compare the nose where no skin shows around the eyes") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::glasses, {110, 220, 260, 60});
  const Outcome outcome = run_rule("face-unobstructed", photo);
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "skin-hidden");
}

TEST_CASE("face-unobstructed cannot be assessed without face or parsing") {
  CHECK(run_rule("face-unobstructed", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("face-unobstructed", photo).message == "no-parsing");
  CHECK(run_rule("face-unobstructed", without_face_frame()).status == Status::cannot_assess);
}
