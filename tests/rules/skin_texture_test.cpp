// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The skin, and nothing else, blurred.
Photo smoothed(double sigma) {
  Photo photo = compliant_photo();
  const ImageBuffer soft = blurred(photo.colour, sigma);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      const Point p{x + 0.5, y + 0.5};
      if (!photo.parsing.covers(p) || photo.parsing.at(p) != PortraitClass::skin) continue;
      std::copy_n(soft.view().at(x, y), 3, photo.colour.at(x, y));
    }
  }
  photo.grey = grey_of(photo.colour);
  return photo;
}

}  // namespace

TEST_CASE("skin-texture passes skin with its texture") {
  CHECK(run_rule("skin-texture", compliant_photo()).status == Status::pass);
}

TEST_CASE("skin-texture fails smoothed skin beside sharp eyes") {
  const Outcome outcome = run_rule("skin-texture", smoothed(5));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "smoothed");
}

TEST_CASE("skin-texture decides on the printed roughness") {
  const double texture = measured(run_rule("skin-texture", compliant_photo()), "skin_texture");
  CHECK(run_rule("skin-texture", compliant_photo(), {{"min_skin_texture", texture}}).status == Status::pass);
  CHECK(run_rule("skin-texture", compliant_photo(), {{"min_skin_texture", texture + 0.01}}).status ==
        Status::fail);
}

TEST_CASE("skin-texture cannot be assessed on blurred, strongly compressed or small faces") {
  Photo soft = compliant_photo();
  soft.colour = blurred(soft.colour, 5);
  soft.grey = grey_of(soft.colour);
  CHECK(run_rule("skin-texture", soft).status == Status::cannot_assess);
  CHECK(run_rule("skin-texture", soft).message == "not-sharp");
  Photo compressed = compliant_photo();
  compressed.file.jpeg_quality = 20;
  CHECK(run_rule("skin-texture", compressed).message == "compressed");
  Photo small = compliant_photo();
  for (Point& p : small.faces.faces.front().landmarks) p = p * 0.5;
  CHECK(run_rule("skin-texture", small).message == "too-small");
  Photo hidden = compliant_photo();
  hidden.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::hair));
  CHECK(run_rule("skin-texture", hidden).message == "too-small");
}

TEST_CASE("skin-texture cannot be assessed without face or parsing") {
  CHECK(run_rule("skin-texture", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("skin-texture", photo).message == "no-parsing");
}
