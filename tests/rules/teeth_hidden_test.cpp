// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Lips that are open by 12 px, with the given colour over a share of the mouth's width (72 px).
Photo showing(double share, Rgb colour) {
  Photo photo = compliant_photo();
  for (int i = landmark::kLipsInnerBegin; i < landmark::kLipsInnerEnd; ++i) {
    Point& p = photo.faces.faces.front().landmarks.at(static_cast<std::size_t>(i));
    p.y = 358 + (p.y - 358) * 12;
  }
  return painted(std::move(photo), {240 - share * 36, 354, share * 72, 8}, colour);
}

constexpr Rgb kTeeth{225, 220, 205};

}  // namespace

TEST_CASE("teeth-hidden passes closed lips and fails a row of teeth") {
  CHECK(run_rule("teeth-hidden", compliant_photo()).status == Status::pass);
  const Outcome outcome = run_rule("teeth-hidden", showing(0.6, kTeeth));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "teeth-shown");
  CHECK(measured(outcome, "teeth_share") == Approx(0.6).margin(0.07));
}

TEST_CASE("teeth-hidden does not take lips, the dark of the mouth or a small shine for teeth") {
  CHECK(measured(run_rule("teeth-hidden", showing(0.6, {182, 100, 98})), "teeth_share") == 0);
  CHECK(measured(run_rule("teeth-hidden", showing(0.6, {40, 25, 25})), "teeth_share") == 0);
  CHECK(run_rule("teeth-hidden", showing(0.1, {240, 225, 225})).status == Status::pass);
}

TEST_CASE("teeth-hidden does not take pale lips for teeth beside rosy cheeks") {
  Photo photo = showing(0.6, {215, 165, 150});
  photo = painted(std::move(photo), {200, 345, 80, 26}, {215, 165, 150});
  photo = painted(std::move(photo), {150, 290, 180, 50}, {230, 135, 125});
  CHECK(measured(run_rule("teeth-hidden", photo), "teeth_share") == 0);
}

TEST_CASE("teeth-hidden decides on the printed share, on both sides of the limit") {
  const Photo photo = showing(0.4, kTeeth);
  const double share = measured(run_rule("teeth-hidden", photo), "teeth_share");
  CHECK(run_rule("teeth-hidden", photo, {{"max_teeth_share", share}}).status == Status::pass);
  CHECK(run_rule("teeth-hidden", photo, {{"max_teeth_share", share - 0.01}}).status == Status::fail);
}

TEST_CASE("teeth-hidden cannot look behind a mask, nor into a picture without a face") {
  Photo masked = compliant_photo();
  relabel(masked, {195, 340, 90, 40}, PortraitClass::cloth);
  CHECK(run_rule("teeth-hidden", masked).message == "mouth-hidden");
  const Outcome outcome =
      run_rule("teeth-hidden", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
