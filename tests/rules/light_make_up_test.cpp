// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rect kLips{200, 345, 80, 26};
constexpr Rect kLidLeft{165, 229, 50, 11};
constexpr Rect kLidRight{265, 229, 50, 11};

}  // namespace

TEST_CASE("light-make-up passes a bare face and lips a shade redder than the skin") {
  CHECK(run_rule("light-make-up", painted(compliant_photo(), kLips, {195, 135, 125})).status == Status::pass);
}

TEST_CASE("light-make-up fails lipstick, eye-shadow and rouge, each by its own message") {
  const Photo plain = painted(compliant_photo(), kLips, {195, 135, 125});
  const Outcome lips = run_rule("light-make-up", painted(plain, kLips, {190, 20, 50}));
  CHECK(lips.status == Status::fail);
  CHECK(lips.message == "lipstick");
  CHECK(measured(lips, "lip_redness") > 30);
  const Photo one_lid = painted(plain, kLidLeft, {110, 130, 200});
  CHECK(run_rule("light-make-up", one_lid).status == Status::pass);
  const Outcome shadow = run_rule("light-make-up", painted(one_lid, kLidRight, {110, 130, 200}));
  CHECK(shadow.message == "eye-shadow");
  CHECK(measured(shadow, "lid_colour") > 20);
  Photo rouged = painted(plain, {170, 300, 40, 40}, {225, 130, 130});
  rouged = painted(std::move(rouged), {270, 300, 40, 40}, {225, 130, 130});
  CHECK(run_rule("light-make-up", rouged).message == "blush");
}

TEST_CASE("light-make-up decides on the printed differences, on both sides of the limit") {
  const Photo photo = painted(compliant_photo(), kLips, {195, 135, 125});
  const double redness = measured(run_rule("light-make-up", photo), "lip_redness");
  CHECK(run_rule("light-make-up", photo, {{"max_lip_redness", redness}}).status == Status::pass);
  CHECK(run_rule("light-make-up", photo, {{"max_lip_redness", redness - 0.1}}).status == Status::fail);
}

TEST_CASE("light-make-up needs cheeks that are neither hidden nor burnt out") {
  Photo veiled = compliant_photo();
  relabel(veiled, {120, 280, 240, 80}, PortraitClass::cloth);
  CHECK(run_rule("light-make-up", veiled).message == "cheeks-hidden");
  const Photo burnt = painted(compliant_photo(), {140, 290, 200, 60}, {255, 240, 230});
  CHECK(run_rule("light-make-up", burnt).message == "burnt-out");
  const Outcome outcome =
      run_rule("light-make-up", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
