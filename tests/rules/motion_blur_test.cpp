// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_picture(ImageBuffer colour) {
  Photo photo = compliant_photo();
  photo.colour = std::move(colour);
  photo.grey = grey_of(photo.colour);
  return photo;
}

/// Every pixel the mean of so many along (dx, dy), as a movement during the exposure leaves it.
Photo moved(int length, int dx, int dy) {
  const Photo sharp = compliant_photo();
  ImageBuffer colour = sharp.colour;
  const ImageView from = sharp.colour.view();
  for (int y = 0; y < colour.height(); ++y) {
    for (int x = 0; x < colour.width(); ++x) {
      for (int c = 0; c < 3; ++c) {
        int sum = 0;
        for (int i = 0; i < length; ++i) {
          sum += from.at(std::clamp(x + dx * i, 0, 479), std::clamp(y + dy * i, 0, 639))[c];
        }
        colour.at(x, y)[c] = static_cast<std::uint8_t>(sum / length);
      }
    }
  }
  return with_picture(std::move(colour));
}

}  // namespace

TEST_CASE("motion-blur passes sharp pictures and those that a lens out of focus blurs") {
  CHECK(run_rule("motion-blur", compliant_photo()).status == Status::pass);
  for (const double sigma : {1.0, 2.0, 4.0}) {
    CHECK(run_rule("motion-blur", with_picture(blurred(compliant_photo().colour, sigma))).status ==
          Status::pass);
  }
}

TEST_CASE("motion-blur fails movement in every direction") {
  for (const auto& [dx, dy] : {std::pair{1, 0}, std::pair{0, 1}, std::pair{1, 1}, std::pair{-1, 1}}) {
    const Outcome outcome = run_rule("motion-blur", moved(9, dx, dy));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "moved");
  }
}

TEST_CASE("motion-blur decides on the printed ratio") {
  const Photo photo = moved(9, 1, 0);
  const double ratio = measured(run_rule("motion-blur", photo), "motion_ratio");
  CHECK(run_rule("motion-blur", photo, {{"max_motion_ratio", ratio}}).status == Status::pass);
  CHECK(run_rule("motion-blur", photo, {{"max_motion_ratio", ratio - 0.01}}).status == Status::fail);
}

TEST_CASE("motion-blur does not count strands of hair over the face") {
  Photo photo = compliant_photo();
  for (int y = 150; y < 235; ++y) {
    for (int x = 130; x < 350; ++x) {
      for (int c = 0; c < 3; ++c) photo.colour.at(x, y)[c] = x % 4 < 2 ? 20 : 90;
    }
  }
  photo.grey = grey_of(photo.colour);
  CHECK(run_rule("motion-blur", photo).status == Status::fail);
  const Affine back = photo.parsing.image_to_crop.inverse();
  for (int y = 0; y < photo.parsing.labels.height(); ++y) {
    for (int x = 0; x < photo.parsing.labels.width(); ++x) {
      if (back.apply({x + 0.5, y + 0.5}).y < 245) {
        *photo.parsing.labels.at(x, y) = static_cast<std::uint8_t>(PortraitClass::hair);
      }
    }
  }
  CHECK(run_rule("motion-blur", photo).status == Status::pass);
}

TEST_CASE("motion-blur cannot be assessed without face, parsing or edges") {
  CHECK(run_rule("motion-blur", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("motion-blur", photo).message == "no-parsing");
  const Outcome flat = run_rule("motion-blur", with_picture(flat_image(480, 640, {90, 90, 90})));
  CHECK(flat.status == Status::cannot_assess);
  CHECK(flat.message == "no-edges");
  Photo small = compliant_photo();
  for (Point& p : small.faces.faces.front().landmarks) p = p * 0.3;
  CHECK(run_rule("motion-blur", small).message == "no-edges");
}
