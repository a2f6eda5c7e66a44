// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

double through(double stored, double gain) {
  return 255 * std::min(1.0, std::pow(gain * std::pow(stored / 255, 2.2), 1 / 2.2));
}

Rgb through(Rgb c, Rgb light) {
  return {through(c.r, light.r), through(c.g, light.g), through(c.b, light.b)};
}

void paint(ImageBuffer& picture, int left, int top, int right, int bottom, Rgb c) {
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      std::uint8_t* p = picture.at(x, y);
      p[0] = static_cast<std::uint8_t>(std::lround(c.b));
      p[1] = static_cast<std::uint8_t>(std::lround(c.g));
      p[2] = static_cast<std::uint8_t>(std::lround(c.r));
    }
  }
}

/// A face of one colour with eye whites, before blue and in clothes of a colour, all under one light.
Photo lit(Rgb skin, Rgb light, Rgb cloth = {60, 70, 110}) {
  Photo photo = compliant_photo();
  photo.colour = flat_image(480, 640, through(skin, light));
  const Face& face = photo.faces.faces.front();
  for (const int begin : {landmark::kEyeLeftBegin, landmark::kEyeRightBegin}) {
    double left = 1e9, top = 1e9, right = 0, bottom = 0;
    for (int i = begin; i < begin + 16; ++i) {
      const Point p = face.landmarks.at(static_cast<std::size_t>(i));
      left = std::min(left, p.x);
      right = std::max(right, p.x);
      top = std::min(top, p.y);
      bottom = std::max(bottom, p.y);
    }
    paint(photo.colour, int(left) - 1, int(top) - 1, int(right) + 1, int(bottom) + 1,
          through({185, 172, 166}, light));
  }
  paint(photo.colour, 0, 470, 480, 640, through(cloth, light));
  photo.background.mean = through({100, 197, 255}, light);
  return photo;
}

constexpr Rgb kWhite = {1, 1, 1};
constexpr Rgb kRed = {1.6, 1, 1};
constexpr Rgb kYellow = {1, 1, 0.55};
constexpr Rgb kLight = {205, 172, 154};
constexpr Rgb kDark = {84, 59, 47};
constexpr Rgb kGreyCloth = {150, 150, 150};

}  // namespace

TEST_CASE("skin-tone passes light and dark skin in white light") {
  CHECK(run_rule("skin-tone", lit(kLight, kWhite)).status == Status::pass);
  CHECK(run_rule("skin-tone", lit(kDark, kWhite)).status == Status::pass);
}

TEST_CASE("skin-tone fails a cast that skin and eyes share, on any skin") {
  for (const Rgb skin : {kLight, kDark}) {
    const Outcome red = run_rule("skin-tone", lit(skin, kRed));
    CHECK(red.status == Status::fail);
    CHECK(red.message == "red-cast");
    CHECK(run_rule("skin-tone", lit(skin, kYellow)).message == "yellow-cast");
    CHECK(run_rule("skin-tone", lit(skin, {0.6, 1, 1})).message == "green-cast");
    CHECK(run_rule("skin-tone", lit(skin, {1, 1, 1.9})).message == "blue-cast");
  }
}

TEST_CASE("skin-tone believes neutral clothes or a neutral wall") {
  const Rgb ruddy = {230, 140, 120};
  CHECK(run_rule("skin-tone", lit(ruddy, kWhite)).message == "unnatural");
  CHECK(run_rule("skin-tone", lit(ruddy, kWhite, kGreyCloth)).status == Status::pass);
  Photo wall = lit(ruddy, kWhite);
  wall.background.mean = {200, 200, 198};
  CHECK(run_rule("skin-tone", wall).status == Status::pass);
  CHECK(run_rule("skin-tone", lit(kLight, kRed, kGreyCloth)).status == Status::fail);
}

TEST_CASE("skin-tone decides on the printed cast") {
  const Photo photo = lit(kLight, kRed);
  const double cast = measured(run_rule("skin-tone", photo), "red_cast");
  CHECK(run_rule("skin-tone", photo, {{"max_cast", cast}, {"max_a", 60.0}}).status == Status::pass);
  CHECK(run_rule("skin-tone", photo, {{"max_cast", cast - 0.01}, {"max_a", 60.0}}).status == Status::fail);
}

TEST_CASE("skin-tone cannot be assessed without its facts or cheeks") {
  CHECK(run_rule("skin-tone", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.background_presence = {FactState::failed, "x"};
  CHECK(run_rule("skin-tone", photo).message == "no-background");
  Photo mask = compliant_photo();
  for (int y = 0; y < mask.parsing.labels.height(); ++y) {
    std::fill_n(mask.parsing.labels.row(y), mask.parsing.labels.width(),
                static_cast<std::uint8_t>(PortraitClass::cloth));
  }
  CHECK(run_rule("skin-tone", mask).status == Status::cannot_assess);
}
