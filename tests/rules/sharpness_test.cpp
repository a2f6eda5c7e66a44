// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo soft_photo(double sigma) {
  Photo photo = compliant_photo();
  photo.grey = blurred(photo.grey, sigma);
  return photo;
}

}  // namespace

TEST_CASE("sharpness falls with every step of blur") {
  CHECK(run_rule("sharpness", compliant_photo()).status == Status::pass);
  double last = measured(run_rule("sharpness", compliant_photo()), "sharpness");
  for (const double sigma : {0.7, 1.0, 1.5, 2.0, 3.0, 4.0, 6.0}) {
    CAPTURE(sigma);
    const Outcome outcome = run_rule("sharpness", soft_photo(sigma));
    CHECK(measured(outcome, "sharpness") < last);
    last = measured(outcome, "sharpness");
    CHECK(outcome.status == (sigma <= 1.5 ? Status::pass : sigma >= 2.5 ? Status::fail : outcome.status));
  }
}

TEST_CASE("sharpness decides on the printed number, on both sides of the limit") {
  const double value = measured(run_rule("sharpness", soft_photo(1)), "sharpness");
  CHECK(run_rule("sharpness", soft_photo(1), {{"min_sharpness", value}}).status == Status::pass);
  const Outcome beyond = run_rule("sharpness", soft_photo(1), {{"min_sharpness", value + 1}});
  CHECK(beyond.status == Status::fail);
  CHECK(beyond.message == "blurred");
  CHECK(beyond.measured.front().excess() == -1);
}

TEST_CASE("a larger photo is judged at the size that it ends up in") {
  // The same pixels as a photo twice as large: at half its size, a blur of 2 pixels is one of 1.
  const Outcome full = run_rule("sharpness", soft_photo(2.5));
  CHECK(full.status == Status::fail);
  const Outcome halved = run_rule("sharpness", soft_photo(2.5), {{"frame_height_px", 320}});
  CHECK(halved.status == Status::pass);
  CHECK(measured(halved, "edge_width") == Approx(measured(full, "edge_width") / 2).epsilon(0.2));
  // A smaller photo is not enlarged.
  CHECK(run_rule("sharpness", soft_photo(2.5), {{"frame_height_px", 1280}}).measured == full.measured);
}

TEST_CASE("sharpness looks at the working picture when the full size was never decoded") {
  const Outcome outcome = run_rule("sharpness", enlarged(compliant_photo(), 4));
  CHECK(outcome.status == Status::pass);
  CHECK(outcome.region->width > 800);  // in full-size pixels
}

TEST_CASE("sharpness does not depend on exposure") {
  Photo dark = soft_photo(2.5);
  dark.grey = exposed(std::move(dark.grey), -1.5);
  CHECK(run_rule("sharpness", dark).status == Status::fail);
  Photo sharp_and_dark = compliant_photo();
  sharp_and_dark.grey = exposed(std::move(sharp_and_dark.grey), -1.5);
  CHECK(run_rule("sharpness", sharp_and_dark).status == Status::pass);
}

TEST_CASE("sharpness cannot be assessed without a face or without edges") {
  CHECK(run_rule("sharpness", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo flat = compliant_photo();
  flat.grey = ImageBuffer(flat.grey.width(), flat.grey.height(), 1, 128);
  CHECK(run_rule("sharpness", flat).status == Status::cannot_assess);
  CHECK(run_rule("sharpness", flat).message == "no-edges");
  Photo speck = compliant_photo();
  for (Point& p : speck.faces.faces.front().landmarks) p = p * 0.05;
  CHECK(run_rule("sharpness", speck).message == "no-edges");
}
