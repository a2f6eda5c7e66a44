// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Proportions of a calm face, and the corners of the mouth moved out and up by so many pixels.
Photo smiling(double out, double up) {
  Photo photo = compliant_photo();
  Face& face = photo.faces.faces.front();
  face.landmarks.at(landmark::kMouthCornerLeft) = {200 - out, 358 - up};
  face.landmarks.at(landmark::kMouthCornerRight) = {280 + out, 358 - up};
  return photo;
}

}  // namespace

TEST_CASE("neutral-expression passes a calm face and fails a broad smile") {
  CHECK(run_rule("neutral-expression", compliant_photo()).status == Status::pass);
  const Outcome outcome = run_rule("neutral-expression", smiling(12, 25));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "smiles");
  CHECK(measured(outcome, "smile") > measured(run_rule("neutral-expression", smiling(0, 0)), "smile"));
  CHECK(measured(outcome, "mouth_width") == Approx(104 / 230.).margin(0.001));
  CHECK(measured(outcome, "corner_lift") == Approx(0.25).margin(0.001));
  CHECK(measured(outcome, "lid_opening") == Approx(0.2).margin(0.01));
}

TEST_CASE("neutral-expression sees the same smile at any size") {
  CHECK(measured(run_rule("neutral-expression", enlarged(smiling(6, 8), 2)), "smile") ==
        measured(run_rule("neutral-expression", smiling(6, 8)), "smile"));
}

TEST_CASE("neutral-expression decides on the printed score, on both sides of the limit") {
  const Photo photo = smiling(8, 12);
  const double score = measured(run_rule("neutral-expression", photo), "smile");
  CHECK(run_rule("neutral-expression", photo, {{"max_smile", score}}).status == Status::pass);
  CHECK(run_rule("neutral-expression", photo, {{"max_smile", score - 0.01}}).status == Status::fail);
}

TEST_CASE("neutral-expression needs a face with two eyes") {
  Photo photo = compliant_photo();
  photo.faces.faces.front().landmarks.fill({240, 250});
  CHECK(run_rule("neutral-expression", photo).message == "no-face");
  const Outcome outcome =
      run_rule("neutral-expression", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
