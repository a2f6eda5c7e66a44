// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rect kBehindLenses{150, 225, 180, 57};

Photo with_glasses() {
  Photo photo = compliant_photo();
  photo.glasses.score = 0.95;
  return photo;
}

Outcome with_lenses(Rgb factor, std::initializer_list<Override> overrides = {}) {
  Photo photo = with_glasses();
  filter_box(photo, kBehindLenses, factor);
  return run_rule("lenses-clear", photo, overrides);
}

}  // namespace

TEST_CASE("lenses-clear passes clear lenses and does not apply without glasses") {
  CHECK(run_rule("lenses-clear", with_glasses()).status == Status::pass);
  const Outcome bare = run_rule("lenses-clear", compliant_photo());
  CHECK(bare.status == Status::not_applicable);
  CHECK(bare.message == "no-glasses");
}

TEST_CASE("lenses-clear fails sunglasses and passes a faint tint") {
  CHECK(with_lenses({0.85, 0.85, 0.85}).status == Status::pass);
  const Outcome dark = with_lenses({0.4, 0.4, 0.4});
  CHECK(dark.status == Status::fail);
  CHECK(dark.message == "dark-lenses");
  CHECK(with_lenses({0.85, 0.85, 0.85}, {{"min_light", 0.9}}).message == "dark-lenses");
  CHECK(with_lenses({0.4, 0.4, 0.4}, {{"min_light", 0.1}}).status == Status::pass);
}

TEST_CASE("lenses-clear fails coloured lenses that let most of the light through") {
  const Outcome yellow = with_lenses({1, 0.95, 0.5});
  CHECK(yellow.status == Status::fail);
  CHECK(yellow.message == "coloured-lenses");
  CHECK(with_lenses({1, 0.97, 0.9}).status == Status::pass);
}

TEST_CASE("lenses-clear cannot be assessed when the cheeks are hidden or nothing was parsed") {
  Photo hidden = with_glasses();
  relabel(hidden, {0, 285, 480, 60}, PortraitClass::hair);
  const Outcome outcome = run_rule("lenses-clear", hidden);
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "skin-hidden");
  CHECK(run_rule("lenses-clear", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
