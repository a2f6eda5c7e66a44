// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The inner lips so many pixels apart (the eyes are 170 px over the chin), and the gap painted.
Photo open_by(int height, Rgb inside) {
  Photo photo = compliant_photo();
  for (int i = landmark::kLipsInnerBegin; i < landmark::kLipsInnerEnd; ++i) {
    Point& p = photo.faces.faces.front().landmarks.at(static_cast<std::size_t>(i));
    p.y = 358 + (p.y - 358) * height;
  }
  return painted(std::move(photo), {210, 358 - height / 2.0, 60, double(height)}, inside);
}

}  // namespace

TEST_CASE("mouth-closed passes closed lips and fails an open mouth, dark or full of teeth") {
  CHECK(run_rule("mouth-closed", compliant_photo()).status == Status::pass);
  for (const Rgb inside : {Rgb{30, 10, 12}, Rgb{230, 225, 215}}) {
    const Outcome outcome = run_rule("mouth-closed", open_by(12, inside));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "mouth-open");
    CHECK(measured(outcome, "mouth_gap") == Approx(12 / 170.).margin(0.01));
    REQUIRE(outcome.region);
    CHECK(outcome.region->width == Approx(72).margin(1));
  }
}

TEST_CASE("mouth-closed passes full lips whose landmarks stand apart") {
  const Outcome outcome = run_rule("mouth-closed", open_by(12, {182, 100, 98}));
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "mouth_gap") == 0);
}

TEST_CASE("mouth-closed decides on the printed gap, on both sides of the limit") {
  const Photo photo = open_by(8, {30, 10, 12});
  const double gap = measured(run_rule("mouth-closed", photo), "mouth_gap");
  CHECK(run_rule("mouth-closed", photo, {{"max_mouth_gap", gap}}).status == Status::pass);
  CHECK(run_rule("mouth-closed", photo, {{"max_mouth_gap", gap - 0.001}}).status == Status::fail);
}

TEST_CASE("mouth-closed sees a gap that swallows the landmarks' lower lip") {
  const Photo photo = painted(compliant_photo(), {195, 358, 90, 60}, {30, 10, 12});
  const Outcome outcome = run_rule("mouth-closed", photo);
  CHECK(outcome.status == Status::fail);
  CHECK(measured(outcome, "mouth_gap") > 0.04);
}

TEST_CASE("mouth-closed cannot look where parsing sees no lips") {
  Photo photo = compliant_photo();
  relabel(photo, {195, 340, 90, 40}, PortraitClass::skin);
  CHECK(run_rule("mouth-closed", photo).message == "mouth-hidden");
}

TEST_CASE("mouth-closed cannot look behind a mask, nor into a picture without a face") {
  Photo masked = compliant_photo();
  relabel(masked, {195, 340, 90, 40}, PortraitClass::cloth);
  CHECK(run_rule("mouth-closed", masked).message == "mouth-hidden");
  const Outcome outcome =
      run_rule("mouth-closed", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
