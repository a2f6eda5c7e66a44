// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_contrast(double left, double right) {
  Photo photo = compliant_photo();
  photo.eyes.left.iris_contrast = left;
  photo.eyes.right.iris_contrast = right;
  return photo;
}

}  // namespace

TEST_CASE("eyes-open passes where both irises stand out, however narrow the lids") {
  Photo photo = compliant_photo();
  CHECK(run_rule("eyes-open", photo).status == Status::pass);
  photo.eyes.left.lid_opening = 3;
  photo.eyes.right.lid_opening = 3;
  CHECK(run_rule("eyes-open", photo).status == Status::pass);
}

TEST_CASE("eyes-open fails closed eyes though the landmarks' lids are open") {
  const Outcome outcome = run_rule("eyes-open", with_contrast(0.11, 0.13));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "eyes-closed");
  CHECK(measured(outcome, "iris_contrast") == Approx(0.12));
  REQUIRE(outcome.region);
  CHECK(outcome.region->width == Approx(150).margin(5));
}

TEST_CASE("eyes-open decides on the printed contrast, on both sides of the limit") {
  CHECK(run_rule("eyes-open", with_contrast(0.16, 0.16)).status == Status::pass);
  CHECK(run_rule("eyes-open", with_contrast(0.15, 0.15)).status == Status::fail);
  CHECK(run_rule("eyes-open", with_contrast(0.15, 0.15), {{"min_iris_contrast", 0.15}}).status ==
        Status::pass);
}

TEST_CASE("eyes-open leaves one eye that does not open to a person") {
  const Outcome outcome = run_rule("eyes-open", with_contrast(0.05, 0.4));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "one-eye-closed");
  CHECK(measured(outcome, "iris_contrast") == Approx(0.22).margin(0.01));
}

TEST_CASE("eyes-open judges the eye that hair or a reflection leaves free") {
  Photo photo = with_contrast(0.05, 0.4);
  photo.eyes.left.covered_share = 0.9;
  CHECK(run_rule("eyes-open", photo).status == Status::pass);
  photo.eyes.right.iris_contrast = 0.05;
  CHECK(run_rule("eyes-open", photo).status == Status::fail);
  photo.eyes.right.burnt_share = 0.5;
  const Outcome outcome = run_rule("eyes-open", photo);
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "eyes-hidden");
}

TEST_CASE("eyes-open sees irises through clear lenses") {
  Photo photo = compliant_photo();
  photo.eyes.left.covered_share = 1;
  photo.eyes.right.covered_share = 1;
  CHECK(run_rule("eyes-open", photo).status == Status::pass);
}

TEST_CASE("eyes-open needs eyes of some size, and a face") {
  Photo photo = compliant_photo();
  photo.scale = 0.39;
  CHECK(run_rule("eyes-open", photo).message == "eyes-too-small");
  const Outcome outcome = run_rule("eyes-open", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
