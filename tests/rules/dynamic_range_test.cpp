// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The face filled with a ramp of grey levels.
Photo with_tones(int low, int high) {
  Photo photo = compliant_photo();
  const auto level = [](int v) { return Rgb{double(v), double(v), double(v)}; };
  photo.colour = ramp_image(photo.colour.width(), photo.colour.height(), level(low), level(high));
  return photo;
}

}  // namespace

TEST_CASE("dynamic-range passes many tones and fails few") {
  CHECK(run_rule("dynamic-range", with_tones(20, 250)).status == Status::pass);
  const Outcome outcome = run_rule("dynamic-range", with_tones(190, 215));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "flat");
  CHECK(outcome.region.has_value());
}

TEST_CASE("dynamic-range measures the same for dark skin as for light skin") {
  // Linear light 8 times darker: stored values by 8^(1/2.4) = 2.38.
  const double light = measured(run_rule("dynamic-range", with_tones(100, 240)), "tones");
  const double dark = measured(run_rule("dynamic-range", with_tones(42, 101)), "tones");
  CHECK(std::abs(light - dark) < 0.6);
  CHECK(measured(run_rule("dynamic-range", with_tones(42, 101)), "entropy") < light - 2);
  CHECK(run_rule("dynamic-range", with_tones(42, 101)).status == Status::pass);
}

TEST_CASE("dynamic-range decides on the printed number") {
  const Photo photo = with_tones(60, 220);
  const double tones = measured(run_rule("dynamic-range", photo), "tones");
  CHECK(run_rule("dynamic-range", photo, {{"min_entropy_bit", tones}}).status == Status::pass);
  CHECK(run_rule("dynamic-range", photo, {{"min_entropy_bit", tones + 0.1}}).status == Status::fail);
}

TEST_CASE("dynamic-range cannot be assessed without a face in the picture") {
  CHECK(run_rule("dynamic-range", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo outside = compliant_photo();
  for (Point& p : outside.faces.faces.front().landmarks) p = p + Point{10000, 0};
  CHECK(run_rule("dynamic-range", outside).status == Status::cannot_assess);
}
