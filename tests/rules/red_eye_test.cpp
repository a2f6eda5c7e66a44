// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_pupil(double x, Rgb colour, double half = 4) {
  return painted(compliant_photo(), {x - half, 250 - half, 2 * half, 2 * half}, colour);
}

}  // namespace

TEST_CASE("red-eye passes dark pupils and fails one that glows red") {
  CHECK(run_rule("red-eye", compliant_photo()).status == Status::pass);
  for (const double x : {190., 290.}) {
    const Outcome outcome = run_rule("red-eye", with_pupil(x, {200, 40, 45}));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "red-pupils");
    CHECK(measured(outcome, "red_pupil") > 0.8);
  }
}

TEST_CASE("red-eye takes neither brown eyes nor a highlight nor pink for red") {
  for (const Rgb colour : {Rgb{70, 40, 28}, Rgb{250, 245, 245}, Rgb{200, 150, 150}}) {
    CHECK(measured(run_rule("red-eye", with_pupil(190, colour)), "red_pupil") == 0);
  }
}

TEST_CASE("red-eye decides on the printed share, on both sides of the limit") {
  const Photo photo = with_pupil(190, {200, 40, 45}, 2);
  const double share = measured(run_rule("red-eye", photo), "red_pupil");
  CHECK(run_rule("red-eye", photo, {{"max_red_pupil", share}}).status == Status::pass);
  CHECK(run_rule("red-eye", photo, {{"max_red_pupil", share - 0.01}}).status == Status::fail);
}

TEST_CASE("red-eye needs an iris, and cheeks to compare with") {
  Photo closed = compliant_photo();
  closed.eyes.left.iris_contrast = closed.eyes.right.iris_contrast = 0.1;
  CHECK(run_rule("red-eye", closed).message == "eyes-not-seen");
  Photo veiled = compliant_photo();
  relabel(veiled, {120, 280, 240, 80}, PortraitClass::cloth);
  CHECK(run_rule("red-eye", veiled).message == "cheeks-hidden");
  const Outcome outcome = run_rule("red-eye", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
