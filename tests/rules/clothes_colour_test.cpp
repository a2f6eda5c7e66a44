// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

void paint(Photo& photo, int x, int y, Rgb colour) {
  std::uint8_t* p = photo.colour.at(x, y);
  p[0] = static_cast<std::uint8_t>(colour.b);
  p[1] = static_cast<std::uint8_t>(colour.g);
  p[2] = static_cast<std::uint8_t>(colour.r);
}

/// The person from the row down in one colour.
Photo dressed(Rgb colour, int from = 430) {
  Photo photo = compliant_photo();
  for (int y = from; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) != 0) paint(photo, x, y, colour);
    }
  }
  return photo;
}

Status of(Rgb colour) {
  return run_rule("clothes-colour", dressed(colour)).status;
}

Photo without_clothes() {
  Photo photo = compliant_photo();
  photo.head.chin = {240, 638};
  photo.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  return photo;
}

}  // namespace

TEST_CASE("clothes-colour passes white, black, grey, red and dark navy") {
  CHECK(run_rule("clothes-colour", compliant_photo()).status == Status::pass);
  CHECK(of({20, 20, 22}) == Status::pass);
  CHECK(of({130, 132, 135}) == Status::pass);
  CHECK(of({170, 30, 40}) == Status::pass);
  CHECK(of({30, 35, 58}) == Status::pass);
  CHECK(of({222, 178, 155}) == Status::cannot_assess);  // bare skin is no cloth
}

TEST_CASE("clothes-colour fails blue, light blue, denim, cyan and green") {
  for (const Rgb colour : {Rgb{38, 62, 150}, {165, 195, 235}, {80, 105, 150}, {0, 150, 150}, {30, 110, 60}}) {
    const Outcome outcome = run_rule("clothes-colour", dressed(colour));
    CHECK(outcome.status == Status::fail);
    CHECK(measured(outcome, "forbidden_colour") > 0.8);
  }
}

TEST_CASE("clothes-colour names a forbidden colour before blue") {
  CHECK(run_rule("clothes-colour", dressed({30, 110, 60})).message == "forbidden");
}

TEST_CASE("clothes-colour fails the background's colour whatever is forbidden") {
  const Outcome outcome =
      run_rule("clothes-colour", dressed({105, 192, 248}), {{"forbidden", std::vector<std::string>{}}});
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "like-background");
  CHECK(run_rule("clothes-colour", dressed({30, 110, 60}), {{"forbidden", std::vector<std::string>{"red"}}})
            .status == Status::pass);
  CHECK(run_rule("clothes-colour", dressed({170, 30, 40}), {{"forbidden", std::vector<std::string>{"red"}}})
            .status == Status::fail);
}

TEST_CASE("clothes-colour decides on the printed share, on both sides of the limit") {
  const Photo scarf = dressed({30, 110, 60}, 560);
  const double share = measured(run_rule("clothes-colour", scarf), "forbidden_colour");
  CHECK(share > 0.1);
  CHECK(run_rule("clothes-colour", scarf, {{"max_forbidden", share}}).status == Status::pass);
  CHECK(run_rule("clothes-colour", scarf, {{"max_forbidden", share - 0.01}}).status == Status::fail);
}

TEST_CASE("clothes-colour cannot be assessed without clothes or face") {
  CHECK(run_rule("clothes-colour", without_clothes()).status == Status::cannot_assess);
  CHECK(run_rule("clothes-colour", without_clothes()).message == "no-clothes");
  CHECK(run_rule("clothes-colour", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
