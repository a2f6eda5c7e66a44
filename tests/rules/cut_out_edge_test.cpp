// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

bool near_person(const Photo& photo, int x, int y, int reach) {
  const ImageView person = photo.background.person.view();
  for (int j = std::max(0, y - reach); j <= std::min(639, y + reach); ++j) {
    for (int i = std::max(0, x - reach); i <= std::min(479, x + reach); ++i) {
      if (*person.at(i, j) != 0) return true;
    }
  }
  return false;
}

/// A ring of the colour around the person, in the rows from .. to.
Photo with_ring(Rgb colour, int from, int to) {
  Photo photo = compliant_photo();
  for (int y = from; y < to; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) != 0 || !near_person(photo, x, y, 2)) continue;
      std::uint8_t* p = photo.colour.at(x, y);
      p[0] = static_cast<std::uint8_t>(colour.b);
      p[1] = static_cast<std::uint8_t>(colour.g);
      p[2] = static_cast<std::uint8_t>(colour.r);
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("cut-out-edge passes a clean edge and fails a ring of one colour") {
  CHECK(run_rule("cut-out-edge", compliant_photo()).status == Status::pass);
  const Outcome red = run_rule("cut-out-edge", with_ring({200, 40, 40}, 0, 640));
  CHECK(red.status == Status::fail);
  CHECK(red.message == "fringe");
  CHECK(measured(red, "fringe_share") > 0.8);
}

TEST_CASE("cut-out-edge decides on the printed share, on both sides of the limit") {
  const Photo half = with_ring({200, 40, 40}, 0, 250);
  const double share = measured(run_rule("cut-out-edge", half), "fringe_share");
  CHECK(share > 0.1);
  CHECK(share < 0.9);
  CHECK(run_rule("cut-out-edge", half, {{"max_fringe", share}}).status == Status::pass);
  CHECK(run_rule("cut-out-edge", half, {{"max_fringe", share - 0.01}}).status == Status::fail);
}

TEST_CASE("cut-out-edge cannot be assessed without contrast or face") {
  Photo same = compliant_photo();
  same.colour = ImageBuffer(480, 640, 3, 120);
  CHECK(run_rule("cut-out-edge", same).status == Status::cannot_assess);
  CHECK(run_rule("cut-out-edge", same).message == "too-little-outline");
  CHECK(run_rule("cut-out-edge", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
