// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// A chain that hangs over the neck, lowest in the middle.
Photo with_chain(Rgb colour, double thickness) {
  Photo photo = compliant_photo();
  for (int x = 170; x < 310; ++x) {
    const double sag = 1 - std::pow((x - 240) / 70., 2);
    paint_box(photo, {double(x), 446 + 14 * sag, 1, thickness}, colour);
  }
  return photo;
}

}  // namespace

TEST_CASE("necklace-absent passes a bare neck and fails chains of gold, silver and pearls") {
  CHECK(run_rule("necklace-absent", compliant_photo()).status == Status::pass);
  const Outcome gold = run_rule("necklace-absent", with_chain({212, 175, 55}, 3));
  CHECK(gold.status == Status::fail);
  CHECK(gold.message == "necklace");
  CHECK(run_rule("necklace-absent", with_chain({250, 250, 252}, 3)).status == Status::fail);
  CHECK(run_rule("necklace-absent", with_chain({245, 240, 232}, 6)).status == Status::fail);
  CHECK(run_rule("necklace-absent", with_chain({212, 175, 55}, 3), {{"max_contrast", 2.0}}).status ==
        Status::pass);
}

TEST_CASE("necklace-absent leaves a shallow fold of the neck alone") {
  CHECK(run_rule("necklace-absent", with_chain({190, 142, 121}, 2)).status == Status::pass);
}

TEST_CASE("necklace-absent does not apply to a hidden neck and needs a head") {
  Photo hidden = compliant_photo();
  relabel(hidden, {100, 380, 280, 130}, PortraitClass::cloth);
  const Outcome outcome = run_rule("necklace-absent", hidden);
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "neck-hidden");
  CHECK(run_rule("necklace-absent", with_all_facts(compliant_photo(), {FactState::absent, ""})).status ==
        Status::cannot_assess);
}
