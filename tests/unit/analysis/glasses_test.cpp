// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/glasses.h"

#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

GlassesFacts look_at(const Photo& photo) {
  return find_glasses(photo.colour.view(), photo.scale, photo.faces.main(), photo.parsing);
}

/// A frame 3 pixels thick: bridge, rims and temples.
void draw_frame(Photo& photo, Rgb colour) {
  paint_box(photo, {225, 238, 30, 3}, colour);
  for (const double x : {152., 252.}) {
    paint_box(photo, {x, 225, 76, 3}, colour);
    paint_box(photo, {x, 283, 76, 3}, colour);
    paint_box(photo, {x, 225, 3, 60}, colour);
    paint_box(photo, {x + 73, 225, 3, 60}, colour);
  }
  paint_box(photo, {120, 238, 32, 3}, colour);
  paint_box(photo, {328, 238, 32, 3}, colour);
}

}  // namespace

TEST_CASE("a bare face has no glasses") {
  const GlassesFacts facts = look_at(compliant_photo());
  CHECK_FALSE(facts.worn());
  CHECK(facts.score < 0.2);
  CHECK(facts.parsed_area == 0);
}

TEST_CASE("a frame that parsing misses is found by its lines") {
  Photo photo = compliant_photo();
  draw_frame(photo, {60, 58, 56});
  const GlassesFacts facts = look_at(photo);
  CHECK(facts.parsed_area == 0);
  CHECK(facts.worn());
  CHECK(facts.bridge_contrast > look_at(compliant_photo()).bridge_contrast);
}

TEST_CASE("a frame that parsing sees is found without strong lines") {
  Photo photo = compliant_photo();
  relabel(photo, {150, 225, 180, 60}, PortraitClass::glasses);
  const GlassesFacts facts = look_at(photo);
  CHECK(facts.parsed_bridge == Approx(1).margin(0.2));
  CHECK(facts.score > look_at(compliant_photo()).score);
}

TEST_CASE("a face without eye distance gives no facts") {
  Photo photo = compliant_photo();
  for (Point& p : photo.faces.faces.front().landmarks) p = {240, 250};
  CHECK(look_at(photo).score == 0);
}
