// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/background.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/unit/analysis/drawn_portrait.h"

using namespace photolint;
using test::DrawnPortrait;

namespace {

BackgroundFacts background_of(const DrawnPortrait& portrait, double scale = 1) {
  const ImageBuffer picture = portrait.picture(scale);
  const auto fact = find_background(picture.view(), scale, portrait.face(), portrait.parsing());
  REQUIRE(fact.present());
  return fact.value();
}

/// Share of the working pixels whose side of the mask is wrong.
double mask_error(const DrawnPortrait& portrait, const BackgroundFacts& facts, double scale = 1) {
  int wrong = 0;
  const ImageView mask = facts.person.view();
  for (int y = 0; y < mask.height(); ++y) {
    for (int x = 0; x < mask.width(); ++x) {
      const bool person =
          portrait.class_at((x + 0.5) / scale, (y + 0.5) / scale) != PortraitClass::background;
      if (person != (*mask.at(x, y) != 0)) ++wrong;
    }
  }
  return static_cast<double>(wrong) / (mask.width() * mask.height());
}

bool is_person(const BackgroundFacts& facts, int x, int y) {
  return *facts.person.view().at(x, y) != 0;
}

}  // namespace

TEST_CASE("A flat wall is found exactly") {
  const DrawnPortrait portrait;
  const BackgroundFacts facts = background_of(portrait);
  CHECK(mask_error(portrait, facts) < 0.0005);
  CHECK(facts.mean.r == Approx(100).margin(0.01));
  CHECK(facts.mean.g == Approx(197).margin(0.01));
  CHECK(facts.mean.b == Approx(255).margin(0.01));
  CHECK(facts.noise_sigma == 0);
  CHECK(facts.off_surface_share == 0);
  const Rgb corner = facts.surface.at(0.5, 0.5);
  CHECK(corner.r == Approx(100).margin(0.5));
  const auto person = std::count(facts.person.bytes().begin(), facts.person.bytes().end(), 255);
  CHECK(facts.share == Approx(1 - static_cast<double>(person) / (480 * 640)));
}

TEST_CASE("Blocks hold background only and lie in the full-size picture") {
  const DrawnPortrait portrait;
  for (const double scale : {1.0, 0.5}) {
    const BackgroundFacts facts = background_of(portrait, scale);
    REQUIRE(facts.blocks.size() > 200);
    CHECK(facts.blocks.front().box == Rect{0, 0, 20, 20});
    for (const BackgroundBlock& block : facts.blocks) {
      CHECK(block.mean.r == Approx(100).margin(0.01));
      CHECK(block.share >= 0.25);
      CHECK(block.share <= 1);
      CHECK(block.box.right() <= 480.001);
      CHECK(block.box.bottom() <= 640.001);
    }
  }
}

TEST_CASE("A gradient is a surface, not a person") {
  DrawnPortrait portrait;
  portrait.wall = [](double x, double y) {
    return Rgb{60 + 40 * x / 480, 150 + 50 * y / 640, 250 - 60 * y / 640};
  };
  const BackgroundFacts facts = background_of(portrait);
  CHECK(mask_error(portrait, facts) < 0.002);
  CHECK(facts.off_surface_share < 0.01);
  for (const double u : {-0.45, 0.45}) {
    for (const double v : {-0.45, 0.2}) {
      const Rgb fitted = facts.surface.at(u, v);
      const Rgb drawn = portrait.wall((u + 0.5) * 480, (v + 0.5) * 640);
      CHECK(fitted.r == Approx(drawn.r).margin(1.5));
      CHECK(fitted.g == Approx(drawn.g).margin(1.5));
      CHECK(fitted.b == Approx(drawn.b).margin(1.5));
    }
  }
}

TEST_CASE("Pixel noise is measured and does not become a person") {
  DrawnPortrait portrait;
  portrait.wall = [](double, double) { return Rgb{120, 160, 210}; };
  portrait.noise_sigma = 4;
  const BackgroundFacts facts = background_of(portrait);
  CHECK(facts.noise_sigma == Approx(4).epsilon(0.15));
  CHECK(mask_error(portrait, facts) < 0.002);
  CHECK(facts.off_surface_share < 0.02);
}

TEST_CASE("Hair over the top of parsing's square belongs to the person") {
  DrawnPortrait portrait;
  portrait.head_top = 12;
  const BackgroundFacts facts = background_of(portrait);
  CHECK(mask_error(portrait, facts) < 0.001);
  CHECK(is_person(facts, 240, 13));
  CHECK_FALSE(is_person(facts, 240, 9));
}

TEST_CASE("Clothes of the wall's colour stay person under the head") {
  DrawnPortrait portrait;
  portrait.cloth = {104, 200, 250};
  const BackgroundFacts facts = background_of(portrait);
  CHECK(is_person(facts, 240, 500));
  CHECK(is_person(facts, 240, 639));
  CHECK(is_person(facts, 300, 600));
  CHECK_FALSE(is_person(facts, 60, 100));
  CHECK_FALSE(is_person(facts, 420, 300));
  CHECK(mask_error(portrait, facts) < 0.05);
}

TEST_CASE("Clothes that turn the wall's colour further down do not become wall") {
  DrawnPortrait portrait;
  portrait.wall = [](double, double) { return Rgb{245, 245, 245}; };
  portrait.cloth = {215, 215, 218};
  portrait.extra = [&](double x, double y, Rgb& colour) {
    if (y < 470 || portrait.class_at(x, y) != PortraitClass::cloth) return false;
    colour = {244, 244, 244};
    return true;
  };
  const BackgroundFacts facts = background_of(portrait);
  CHECK(is_person(facts, 240, 600));
  CHECK(is_person(facts, 150, 560));
  CHECK_FALSE(is_person(facts, 100, 200));
}

TEST_CASE("A soft shadow beside the head is wall and leaves the surface alone") {
  DrawnPortrait portrait;
  portrait.wall = [](double x, double y) {
    const double fall = std::clamp(1 - (x - 330) / 60, 0.0, 1.0);
    const double depth = x > 330 && y > 120 && y < 400 ? 0.3 * fall : 0;
    return Rgb{100 * (1 - depth), 197 * (1 - depth), 255 * (1 - depth)};
  };
  const BackgroundFacts facts = background_of(portrait);
  CHECK(mask_error(portrait, facts) < 0.006);
  CHECK(facts.off_surface_share > 0.01);
  CHECK(facts.off_surface_share < 0.2);
  CHECK(facts.surface.at(0.3, 0).b == Approx(255).margin(2));
  const bool darker = std::any_of(facts.blocks.begin(), facts.blocks.end(),
                                  [](const BackgroundBlock& b) { return b.mean.b < 225; });
  CHECK(darker);
}

TEST_CASE("A loose object on the wall is not the person") {
  DrawnPortrait portrait;
  portrait.extra = [](double x, double y, Rgb& colour) {
    if (x < 380 || x > 470 || y < 10 || y > 90) return false;
    colour = {200, 20, 20};
    return true;
  };
  const BackgroundFacts facts = background_of(portrait);
  CHECK_FALSE(is_person(facts, 450, 20));
  CHECK(facts.off_surface_share > 0.02);
}

TEST_CASE("A cluttered wall is admitted, and parsing's outline is the mask") {
  DrawnPortrait portrait;
  portrait.wall = [](double x, double y) {
    const auto i = static_cast<std::uint32_t>(x / 15) * 31U + static_cast<std::uint32_t>(y / 40) * 17U;
    return Rgb{static_cast<double>(i * 97U % 256), static_cast<double>(i * 57U % 256),
               static_cast<double>(i * 23U % 256)};
  };
  const BackgroundFacts facts = background_of(portrait);
  CHECK(facts.off_surface_share > 0.4);
  CHECK(mask_error(portrait, facts) < 0.1);
  CHECK(is_person(facts, 240, 300));
  CHECK_FALSE(is_person(facts, 80, 200));
  CHECK_FALSE(is_person(facts, 20, 20));
}

TEST_CASE("The same picture gives the same background") {
  DrawnPortrait portrait;
  portrait.noise_sigma = 3;
  const BackgroundFacts first = background_of(portrait);
  const BackgroundFacts second = background_of(portrait);
  CHECK(std::equal(first.person.bytes().begin(), first.person.bytes().end(), second.person.bytes().begin()));
  CHECK(first.mean == second.mean);
  CHECK(first.surface.r == second.surface.r);
}

TEST_CASE("Without background there is no model") {
  const DrawnPortrait portrait;
  ParsingFacts parsing = portrait.parsing();
  const ImageBuffer picture = portrait.picture();
  parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  const auto fact = find_background(picture.view(), 1, portrait.face(), parsing);
  CHECK(fact.state() == FactState::failed);
  CHECK(fact.reason() == "too-little-background");

  const ImageBuffer tiny(8, 8, 3);
  CHECK(find_background(tiny.view(), 1, portrait.face(), portrait.parsing()).reason() == "empty-picture");
  parsing.labels = {};
  CHECK(find_background(picture.view(), 1, portrait.face(), parsing).reason() == "empty-picture");
}
