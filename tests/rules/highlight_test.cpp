// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Everything in one skin colour, with a white square.
Photo with_spot(Rgb skin, int x, int y, int edge) {
  Photo photo = compliant_photo();
  photo.colour = flat_image(480, 640, skin);
  for (int row = y; row < y + edge; ++row) std::fill_n(photo.colour.at(x, row), edge * 3, std::uint8_t{250});
  return photo;
}

constexpr Rgb kLight = {225, 190, 170};
constexpr Rgb kDark = {90, 60, 45};

}  // namespace

TEST_CASE("highlight passes skin without shine, light and dark") {
  CHECK(run_rule("highlight", with_spot(kLight, 0, 0, 1)).status == Status::pass);
  CHECK(run_rule("highlight", with_spot(kDark, 0, 0, 1)).status == Status::pass);
}

TEST_CASE("highlight fails a white spot on the cheek of anybody") {
  for (const Rgb skin : {kLight, kDark}) {
    const Outcome outcome = run_rule("highlight", with_spot(skin, 195, 330, 14));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "shiny");
  }
}

TEST_CASE("highlight leaves glasses to another rule and decides on the printed share") {
  CHECK(run_rule("highlight", with_spot(kLight, 185, 245, 10)).status == Status::pass);
  const Photo spot = with_spot(kLight, 195, 330, 8);
  const double share = measured(run_rule("highlight", spot), "spots");
  CHECK(run_rule("highlight", spot, {{"max_share", share}}).status == Status::pass);
  CHECK(run_rule("highlight", spot, {{"max_share", share - 0.0001}}).status == Status::fail);
}

TEST_CASE("highlight cannot be assessed without a face, parsing or visible skin") {
  CHECK(run_rule("highlight", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo mask = compliant_photo();
  for (int y = 0; y < mask.parsing.labels.height(); ++y) {
    std::fill_n(mask.parsing.labels.row(y), mask.parsing.labels.width(),
                static_cast<std::uint8_t>(PortraitClass::cloth));
  }
  CHECK(run_rule("highlight", mask).message == "skin-hidden");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("highlight", point).status == Status::cannot_assess);
}
