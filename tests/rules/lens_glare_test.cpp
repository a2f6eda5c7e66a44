// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rgb kWhite{252, 252, 252};

Photo with_glasses() {
  Photo photo = compliant_photo();
  photo.glasses.score = 0.95;
  return photo;
}

}  // namespace

TEST_CASE("lens-glare passes lenses without reflection and does not apply without glasses") {
  CHECK(run_rule("lens-glare", with_glasses()).status == Status::pass);
  Photo bare = compliant_photo();
  paint_box(bare, {170, 260, 30, 15}, kWhite);
  const Outcome outcome = run_rule("lens-glare", bare);
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "no-glasses");
}

TEST_CASE("lens-glare fails a white spot on one lens beyond the limit") {
  Photo photo = with_glasses();
  paint_box(photo, {175, 265, 4, 4}, kWhite);  // 16 of some 2800 pixels
  CHECK(run_rule("lens-glare", photo).status == Status::pass);
  paint_box(photo, {175, 262, 12, 8}, kWhite);
  const Outcome outcome = run_rule("lens-glare", photo);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "glare");
  CHECK(measured(outcome, "lens_glare") == Approx(0.034).margin(0.006));
  CHECK(run_rule("lens-glare", photo, {{"max_share", 0.1}}).status == Status::pass);
}

TEST_CASE("lens-glare does not take the white of the eye or a catch-light for a reflection") {
  Photo photo = with_glasses();
  paint_box(photo, {188, 247, 4, 4}, kWhite);
  paint_box(photo, {288, 247, 4, 4}, kWhite);
  CHECK(run_rule("lens-glare", photo).status == Status::pass);
}

TEST_CASE("lens-glare cannot be assessed without a face") {
  const Outcome outcome = run_rule("lens-glare", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
