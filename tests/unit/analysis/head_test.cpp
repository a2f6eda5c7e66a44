// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/head.h"

#include <catch2/catch.hpp>
#include <functional>

#include "photolint/analysis/background.h"
#include "tests/unit/analysis/drawn_portrait.h"

using namespace photolint;
using test::DrawnPortrait;

namespace {

Fact<HeadFacts> measure(const DrawnPortrait& portrait, const Face& face, double scale = 1) {
  const ImageBuffer picture = portrait.picture(scale);
  const ParsingFacts parsing = portrait.parsing();
  const auto background = find_background(picture.view(), scale, face, parsing);
  REQUIRE(background.present());
  return measure_head(picture.view(), scale, portrait.width, portrait.height, face, parsing,
                      background.value());
}

HeadFacts head_of(const DrawnPortrait& portrait, double scale = 1) {
  const auto fact = measure(portrait, portrait.face(), scale);
  REQUIRE(fact.present());
  return fact.value();
}

}  // namespace

TEST_CASE("A drawn head has the drawn measures, at any working scale") {
  const DrawnPortrait portrait;
  for (const double scale : {1.0, 0.5}) {
    const HeadFacts head = head_of(portrait, scale);
    CHECK(head.eye_left == Point{195, 249});
    CHECK(head.eye_distance == Approx(90));
    CHECK(head.eye_line_y == Approx(249));
    CHECK(head.head_top.y == Approx(90).margin(2.1));
    CHECK(head.head_top.x == Approx(240).margin(6));
    CHECK(head.head_left == Approx(130).margin(2.1));
    CHECK(head.head_right == Approx(350).margin(2.1));
    CHECK(head.chin.y == Approx(390).margin(2.5));
    CHECK(head.chin.x == Approx(240).margin(0.1));
    CHECK(head.face_width == Approx(190).margin(6));
    CHECK_FALSE(head.cut_top);
    CHECK_FALSE(head.cut_left);
    CHECK_FALSE(head.cut_right);
    CHECK_FALSE(head.cut_chin);
    CHECK(head.ear_left.visible);
    CHECK(head.ear_right.visible);
    CHECK(head.ear_left.centre.y == Approx(272).margin(4));
    CHECK(head.shoulder_left_visible);
    CHECK(head.shoulder_right_visible);
    CHECK(head.shoulder_left_share == Approx(210 / head.face_width - 0.4).margin(0.05));
  }
}

TEST_CASE("A stray hair does not raise the head's top, a tuft does") {
  DrawnPortrait portrait;
  double half_width = 0.5;
  portrait.extra = [&](double x, double y, Rgb& colour) {
    if (y < 84 || y > 95 || x < 240 - half_width || x > 240 + half_width) return false;
    colour = {30, 25, 20};
    return true;
  };
  CHECK(head_of(portrait).head_top.y >= 89);
  half_width = 3;
  CHECK(head_of(portrait).head_top.y == Approx(84).margin(0.1));
}

TEST_CASE("A head cut by the frame says so") {
  DrawnPortrait portrait;
  portrait.head_top = -20;
  const HeadFacts top = head_of(portrait);
  CHECK(top.cut_top);
  CHECK(top.head_top.y == 0);
  CHECK_FALSE(top.cut_left);

  portrait = {};
  portrait.centre_x = 90;
  const HeadFacts side = head_of(portrait);
  CHECK(side.cut_left);
  CHECK(side.head_left == 0);
  CHECK_FALSE(side.cut_right);

  portrait = {};
  portrait.height = 380;
  portrait.half_shoulders = 40;
  Face face = portrait.face();
  const auto low = measure(portrait, face);
  REQUIRE(low.present());
  CHECK(low.value().cut_chin);
}

TEST_CASE("Closed lids put the eye centre on the contour's mean") {
  const DrawnPortrait portrait;
  Face face = portrait.face();
  for (int i = landmark::kEyeLeftBegin; i < landmark::kEyeLeftEnd; ++i) {
    face.landmarks[static_cast<std::size_t>(i)].y = 252;
  }
  const auto head = measure(portrait, face);
  REQUIRE(head.present());
  CHECK(head.value().eye_left.y == Approx(252));
  CHECK(head.value().eye_right.y == Approx(249));
}

TEST_CASE("The chin stays with the mesh where parsing's border is far from it") {
  DrawnPortrait portrait;
  portrait.chin = 420;
  Face face = portrait.face();
  face.landmarks[static_cast<std::size_t>(landmark::kChin)].y = 350;
  const auto far = measure(portrait, face);
  REQUIRE(far.present());
  CHECK(far.value().chin.y == Approx(350).margin(0.1));
}

TEST_CASE("Hidden ears leave the mesh's joints and a less certain pitch") {
  DrawnPortrait portrait;
  CHECK(head_of(portrait).pitch_sigma_deg == Approx(3.5));
  portrait.left_ear = false;
  const HeadFacts one = head_of(portrait);
  CHECK_FALSE(one.ear_left.visible);
  CHECK(one.ear_left.visible_area == 0);
  CHECK(one.ear_joint_left.x == Approx(148).margin(0.1));
  CHECK(one.pitch_sigma_deg == Approx(4.2));
  portrait.right_ear = false;
  const HeadFacts none = head_of(portrait);
  CHECK(none.pitch_sigma_deg == Approx(5));
  CHECK(none.pitch_deg == Approx(3.4 / 0.75).margin(0.01));
}

TEST_CASE("Ears that sink under the eye line mean that the chin goes up") {
  DrawnPortrait portrait;
  const double level = head_of(portrait).pitch_deg;
  portrait.ear_drop = 20;
  // 20 of 90 pixels are 0.222 eye distances, 10.5 degrees by ear height, which has 0.6 of the weight.
  CHECK(head_of(portrait).pitch_deg - level == Approx(6.3).margin(0.8));
}

TEST_CASE("The network's pitch is part of the estimate") {
  const DrawnPortrait portrait;
  Face face = portrait.face();
  const double level = measure(portrait, face).value().pitch_deg;
  face.pitch_deg = 7.5;
  CHECK(measure(portrait, face).value().pitch_deg - level == Approx(4).margin(0.01));
}

TEST_CASE("Shoulders outside the frame are not visible") {
  DrawnPortrait portrait;
  portrait.half_shoulders = 45;
  const HeadFacts narrow = head_of(portrait);
  CHECK_FALSE(narrow.shoulder_left_visible);
  CHECK_FALSE(narrow.shoulder_right_visible);

  portrait = {};
  portrait.centre_x = 110;
  const HeadFacts aside = head_of(portrait);
  CHECK_FALSE(aside.shoulder_left_visible);
  CHECK(aside.shoulder_right_visible);
}

TEST_CASE("Unusable input is a failure, not a number") {
  const DrawnPortrait portrait;
  const ImageBuffer picture = portrait.picture();
  const ParsingFacts parsing = portrait.parsing();
  const auto background = find_background(picture.view(), 1, portrait.face(), parsing);
  REQUIRE(background.present());

  const auto reason = [&](const Face& face, const ParsingFacts& labels, const BackgroundFacts& wall) {
    return measure_head(picture.view(), 1, 480, 640, face, labels, wall).reason();
  };
  CHECK(reason(portrait.face(), {}, background.value()) == "no-parsing");
  CHECK(reason(portrait.face(), parsing, {}) == "no-mask");
  BackgroundFacts empty = background.value();
  empty.person = ImageBuffer(480, 640, 1);
  CHECK(reason(portrait.face(), parsing, empty) == "no-mask");
  CHECK(reason(Face{}, parsing, background.value()) == "no-eye-distance");
}
