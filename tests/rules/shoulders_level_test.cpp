// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Everything under the chin sheared by an angle about the middle: positive lowers the right shoulder.
Photo sloping(double degrees) {
  Photo photo = compliant_photo();
  const double slope = std::tan(degrees * std::numbers::pi / 180);
  for (int y = 425; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      const double level = y + 0.5 - slope * (x + 0.5 - 240);
      const double from = (x + 0.5 - 240) / 200;
      const double up = (level - 640) / 160;
      const bool body = (level > 380 && level < 500 && std::abs(x + 0.5 - 240) < 62) ||
                        from * from + up * up <= 1 || (level > 640 && std::abs(from) < 1);
      *photo.background.person.at(x, y) = body ? 255 : 0;
    }
  }
  // Parsing ends above the shoulders.
  photo.parsing.labels = ImageBuffer(192, 192, 1);
  photo.parsing.image_to_crop = {1, 0, -144, 0, 1, -228};
  return photo;
}

}  // namespace

TEST_CASE("shoulders-level measures the slope with its sign") {
  CHECK(run_rule("shoulders-level", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("shoulders-level", compliant_photo()), "shoulder_slope") == Approx(0).margin(0.5));
  CHECK(measured(run_rule("shoulders-level", sloping(0)), "shoulder_slope") == Approx(0).margin(0.5));
  const Outcome right = run_rule("shoulders-level", sloping(9));
  CHECK(measured(right, "shoulder_slope") == Approx(9).margin(2));
  CHECK(right.status == Status::fail);
  CHECK(right.message == "right-lower");
  const Outcome left = run_rule("shoulders-level", sloping(-9));
  CHECK(left.status == Status::fail);
  CHECK(left.message == "left-lower");
}

TEST_CASE("shoulders-level decides on the printed slope, on both sides of the limit") {
  const double slope = measured(run_rule("shoulders-level", sloping(5)), "shoulder_slope");
  CHECK(slope > 0);
  CHECK(run_rule("shoulders-level", sloping(5), {{"max_slope_deg", slope}}).status == Status::pass);
  CHECK(run_rule("shoulders-level", sloping(5), {{"max_slope_deg", slope - 0.1}}).status == Status::fail);
}

TEST_CASE("shoulders-level cannot be assessed where a shoulder is hidden or without a face") {
  Photo hidden = sloping(0);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 150; ++x) *hidden.background.person.at(x, y) = 0;
  }
  CHECK(run_rule("shoulders-level", hidden).status == Status::cannot_assess);
  CHECK(run_rule("shoulders-level", hidden).message == "shoulders-hidden");
  CHECK(run_rule("shoulders-level", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
