// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("eyes-unobstructed passes free eyes and clear lenses") {
  CHECK(run_rule("eyes-unobstructed", compliant_photo()).status == Status::pass);
  Photo lenses = compliant_photo();
  relabel(lenses, PortraitClass::glasses, {150, 225, 80, 50});
  CHECK(run_rule("eyes-unobstructed", lenses).status == Status::pass);
}

TEST_CASE("eyes-unobstructed fails hair in an eye zone, limit included") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::hair, {150, 200, 25, 60});
  const Outcome outcome = run_rule("eyes-unobstructed", photo);
  CHECK(outcome.message == "hair-over-eye");
  const double share = measured(outcome, "eye_hair");
  CHECK(run_rule("eyes-unobstructed", photo, {{"max_hair", share}}).status == Status::pass);
  CHECK(run_rule("eyes-unobstructed", photo, {{"max_hair", share - 0.01}}).status == Status::fail);
  Photo beside = compliant_photo();
  relabel(beside, PortraitClass::hair, {100, 200, 50, 100});
  CHECK(run_rule("eyes-unobstructed", beside).status == Status::pass);
}

TEST_CASE("eyes-unobstructed fails an eye behind dark glasses or a patch") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::glasses, {150, 225, 80, 50});
  repaint(photo, {25, 25, 25}, {150, 225, 80, 50});
  const Outcome outcome = run_rule("eyes-unobstructed", photo);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "eye-hidden");
  CHECK(measured(outcome, "eyes_hidden") == 1);
}

TEST_CASE("eyes-unobstructed cannot be assessed without face or parsing") {
  CHECK(run_rule("eyes-unobstructed", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("eyes-unobstructed", photo).message == "no-parsing");
  CHECK(run_rule("eyes-unobstructed", without_face_frame()).status == Status::cannot_assess);
}
