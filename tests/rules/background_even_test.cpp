// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Every n-th of the pure blocks in another colour.
Photo with_patches(std::size_t n, Rgb colour) {
  Photo photo = compliant_photo();
  std::size_t i = 0;
  for (BackgroundBlock& block : photo.background.blocks) {
    if (block.share >= 0.9 && i++ % n == 0) block.mean = colour;
  }
  return photo;
}

}  // namespace

TEST_CASE("background-even passes one colour and fails patches of another") {
  CHECK(run_rule("background-even", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("background-even", compliant_photo()), "patches") == 0);
  const Outcome outcome = run_rule("background-even", with_patches(5, {160, 120, 60}));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "patches");
}

TEST_CASE("background-even forgives a few foreign blocks and all that touch the person") {
  CHECK(run_rule("background-even", with_patches(40, {0, 0, 0})).status == Status::pass);
  Photo halo = compliant_photo();
  for (BackgroundBlock& block : halo.background.blocks) {
    if (block.share < 0.9) block.mean = {0, 0, 0};
  }
  CHECK(run_rule("background-even", halo).status == Status::pass);
}

TEST_CASE("background-even tells a smooth change from patches") {
  // The surface follows the blocks, so that only the spread is large.
  Photo photo = compliant_photo();
  photo.background.surface.r[1] = -80;
  photo.background.surface.g[1] = -80;
  for (BackgroundBlock& block : photo.background.blocks) {
    const double u = (block.box.x + block.box.width / 2) / photo.file.width - 0.5;
    const double v = (block.box.y + block.box.height / 2) / photo.file.height - 0.5;
    block.mean = photo.background.surface.at(u, v);
  }
  const Outcome outcome = run_rule("background-even", photo);
  CHECK(measured(outcome, "patches") < 1);
  const double spread = measured(outcome, "spread");
  CHECK(spread > 5);
  CHECK(run_rule("background-even", photo, {{"max_spread_de00", spread}}).status == Status::pass);
  const Outcome beyond = run_rule("background-even", photo, {{"max_spread_de00", spread - 0.1}});
  CHECK(beyond.status == Status::fail);
  CHECK(beyond.message == "several-colours");
}

TEST_CASE("background-even decides on the printed difference, on both sides of the limit") {
  const Photo photo = with_patches(5, {90, 180, 235});
  const double patches = measured(run_rule("background-even", photo), "patches");
  CHECK(patches > 1);
  CHECK(run_rule("background-even", photo, {{"max_patches_de00", patches}}).status == Status::pass);
  CHECK(run_rule("background-even", photo, {{"max_patches_de00", patches - 0.1}}).status == Status::fail);
}

TEST_CASE("background-even cannot be assessed without enough background") {
  CHECK(run_rule("background-even",
                 with_all_facts(compliant_photo(), {FactState::failed, "too-little-background"}))
            .message == "no-background");
  Photo few = compliant_photo();
  few.background.blocks.resize(11);
  CHECK(run_rule("background-even", few).message == "too-little-background");
  few.background.blocks.clear();
  CHECK(run_rule("background-even", few).status == Status::cannot_assess);
}
