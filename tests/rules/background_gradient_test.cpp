// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The surface falls by so many grey levels over the height (coefficient 2) or width (1) of the frame.
Photo sloping(std::size_t coefficient, double levels) {
  Photo photo = compliant_photo();
  photo.background.surface.r.at(coefficient) = -levels;
  photo.background.surface.g.at(coefficient) = -levels;
  photo.background.surface.b.at(coefficient) = -levels;
  return photo;
}

}  // namespace

TEST_CASE("background-gradient passes a flat background and fails a sloping one") {
  CHECK(run_rule("background-gradient", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("background-gradient", compliant_photo()), "change") == 0);
  const Outcome down = run_rule("background-gradient", sloping(2, 120));
  CHECK(down.status == Status::fail);
  CHECK(down.message == "gradient");
  CHECK(measured(down, "down") > 5 * measured(down, "across"));
  const Outcome across = run_rule("background-gradient", sloping(1, 120));
  CHECK(across.status == Status::fail);
  CHECK(measured(across, "across") > 5 * measured(across, "down"));
}

TEST_CASE("background-gradient finds a bright middle, which has no slope") {
  // u^2 and v^2: the corners are darker than the middle.
  Photo photo = compliant_photo();
  for (const std::size_t i : {std::size_t{3}, std::size_t{5}}) {
    photo.background.surface.r.at(i) = -200;
    photo.background.surface.g.at(i) = -200;
    photo.background.surface.b.at(i) = -200;
  }
  const Outcome outcome = run_rule("background-gradient", photo);
  CHECK(measured(outcome, "change") > measured(outcome, "across"));
  CHECK(outcome.status == Status::fail);
}

TEST_CASE("background-gradient decides on the printed changes, on both sides of each limit") {
  const Photo photo = sloping(2, 40);
  const Outcome outcome = run_rule("background-gradient", photo);
  const double change = measured(outcome, "change");
  const double down = measured(outcome, "down");
  const auto status = [&](double max_change_de00, double max_side) {
    return run_rule("background-gradient", photo,
                    {{"max_change_de00", max_change_de00}, {"max_side_change_de00", max_side}})
        .status;
  };
  CHECK(status(change, down) == Status::pass);
  CHECK(status(change - 0.1, down) == Status::fail);
  CHECK(status(change, down - 0.1) == Status::fail);
}

TEST_CASE("background-gradient cannot be assessed without enough background") {
  CHECK(run_rule("background-gradient",
                 with_all_facts(compliant_photo(), {FactState::failed, "too-little-background"}))
            .message == "no-background");
  Photo few = compliant_photo();
  few.background.blocks.resize(11);
  CHECK(run_rule("background-gradient", few).message == "too-little-background");
  // Enough blocks, but all in one row: nothing is known about the height.
  Photo row = compliant_photo();
  for (BackgroundBlock& block : row.background.blocks) block.box.y = 0;
  CHECK(run_rule("background-gradient", row).status == Status::cannot_assess);
  CHECK(run_rule("background-gradient", row).message == "too-little-background");
}
