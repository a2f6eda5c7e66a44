// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_distance(double pixels, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.head.eye_distance = pixels;
  return run_rule("eye-distance", photo, overrides);
}

}  // namespace

TEST_CASE("eye-distance passes from its limit on and fails one pixel below") {
  CHECK(with_distance(100).status == Status::pass);
  CHECK(with_distance(60).status == Status::pass);
  const Outcome near = with_distance(59);
  CHECK(near.status == Status::fail);
  CHECK(near.message == "eyes-too-near");
  CHECK(near.measured.front() == Measurement{"eye_distance", 59, "px", 0, 60, std::nullopt});
}

TEST_CASE("eye-distance counts the pixels of the picture as it is") {
  CHECK(measured(run_rule("eye-distance", enlarged(compliant_photo(), 6)), "eye_distance") == 600);
}

TEST_CASE("eye-distance takes an upper limit where a document sets one") {
  const std::initializer_list<Override> band = {{"min_distance_px", 82}, {"max_distance_px", 118}};
  CHECK(with_distance(118, band).status == Status::pass);
  CHECK(with_distance(119, band).status == Status::fail);
  CHECK(with_distance(119, band).message == "eyes-too-far");
}

TEST_CASE("eye-distance takes a band of the picture's width where a document sets one") {
  const std::initializer_list<Override> band = {{"min_share", 0.23}, {"max_share", 0.33}};
  CHECK(measured(with_distance(120, band), "eye_distance_share") == 0.25);
  CHECK(with_distance(111, band).status == Status::pass);
  CHECK(with_distance(110, band).message == "eyes-too-near-in-frame");
  CHECK(with_distance(158, band).status == Status::pass);
  CHECK(with_distance(159, band).message == "eyes-too-far-in-frame");
  CHECK(with_distance(59, band).message == "eyes-too-near");
  CHECK(with_distance(120).measured.size() == 1);
}

TEST_CASE("eye-distance cannot be assessed without a head") {
  const Outcome outcome =
      run_rule("eye-distance", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
