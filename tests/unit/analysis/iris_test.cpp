// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/iris.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Fact<EyeFacts> eyes_in(const Photo& photo) {
  return measure_eyes(photo.colour.view(), photo.scale, photo.faces.main(), photo.parsing);
}

void fill(Photo& photo, int left, int top, int right, int bottom, Rgb colour) {
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      std::uint8_t* pixel = photo.colour.at(x, y);
      pixel[0] = static_cast<std::uint8_t>(colour.b);
      pixel[1] = static_cast<std::uint8_t>(colour.g);
      pixel[2] = static_cast<std::uint8_t>(colour.r);
    }
  }
}

/// The drawn eyes painted over with white and a dark disc so many pixels right of the middle.
Photo looking(int right) {
  Photo photo = compliant_photo();
  for (const int eye : {190, 290}) {
    for (int y = 241; y < 259; ++y) {
      for (int x = eye - 22; x < eye + 22; ++x) {
        const int dx = x - eye - right;
        const bool iris = dx * dx + (y - 250) * (y - 250) < 81;
        fill(photo, x, y, x + 1, y + 1, iris ? Rgb{45, 30, 25} : Rgb{226, 226, 226});
      }
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("measure_eyes finds the iris that is drawn, not where the landmarks say it is") {
  for (const int right : {-8, 0, 8}) {
    const EyeFacts eyes = eyes_in(looking(right)).value();
    CHECK(eyes.left.iris.x == Approx(190 + right).margin(2));  // a prior draws it to the middle
    CHECK(eyes.right.iris.x == Approx(290 + right).margin(2));
    CHECK(eyes.left.iris.y == Approx(250).margin(2));
    CHECK(eyes.left.iris_contrast > 0.4);
    CHECK(eyes.left.iris_radius == Approx(9).margin(1.5));
    CHECK(eyes.left.corner_left.x == Approx(165).margin(1));
    CHECK(eyes.left.width() == Approx(50).margin(1));
    CHECK(eyes.eye_distance == Approx(100).margin(1));
  }
}

TEST_CASE("measure_eyes sees no iris on closed lids, whatever the landmarks say") {
  Photo photo = compliant_photo();
  fill(photo, 150, 230, 330, 275, {222, 178, 155});
  fill(photo, 168, 254, 212, 257, {60, 45, 40});
  fill(photo, 268, 254, 312, 257, {60, 45, 40});
  const EyeFacts eyes = eyes_in(photo).value();
  CHECK(eyes.left.iris_contrast < 0.15);
  CHECK(eyes.right.iris_contrast < 0.15);
  CHECK(eyes.left.lid_opening == Approx(20).margin(1));
}

TEST_CASE("measure_eyes tells what hides an eye") {
  Photo photo = compliant_photo();
  fill(photo, 150, 230, 240, 275, {255, 255, 255});
  const EyeFacts burnt = eyes_in(photo).value();
  CHECK(burnt.left.burnt_share > 0.9);
  CHECK(burnt.right.burnt_share < 0.1);
  CHECK(burnt.left.covered_share < 0.1);
  std::uint8_t* labels = photo.parsing.labels.row(0);
  std::fill_n(labels, photo.parsing.labels.width() * photo.parsing.labels.height(),
              static_cast<std::uint8_t>(PortraitClass::glasses));
  CHECK(eyes_in(photo).value().right.covered_share == 1);
}

TEST_CASE("measure_eyes keeps to the frame of the full-size picture") {
  const Photo photo = enlarged(compliant_photo(), 2);
  const EyeFacts eyes = eyes_in(photo).value();
  CHECK(eyes.left.iris.x == Approx(380).margin(3));
  CHECK(eyes.left.iris_radius == Approx(18).margin(3));
  CHECK(eyes.right.lid_opening == Approx(40).margin(2));
}

TEST_CASE("measure_eyes needs two eyes apart and a picture") {
  Photo photo = compliant_photo();
  CHECK(measure_eyes({}, 1, photo.faces.main(), photo.parsing).reason() == "no-pixels");
  photo.faces.faces.front().landmarks.fill({100, 100});
  CHECK(eyes_in(photo).reason() == "no-eye-distance");
  photo.faces.faces.front().landmarks.fill({-5000, 1e7});
  photo.faces.faces.front().landmarks[landmark::kEyeLeftBegin] = {0, 0};
  CHECK(eyes_in(photo).present());
}
