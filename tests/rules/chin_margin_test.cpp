// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_chin_at(double y) {
  Photo photo = compliant_photo();
  photo.file.height = 1000;
  photo.head.chin.y = y;
  return photo;
}

}  // namespace

TEST_CASE("chin-margin passes down to its limit and fails below") {
  CHECK(run_rule("chin-margin", compliant_photo()).status == Status::pass);
  CHECK(run_rule("chin-margin", with_chin_at(850)).status == Status::pass);
  const Outcome low = run_rule("chin-margin", with_chin_at(851));
  CHECK(low.status == Status::fail);
  CHECK(low.message == "chin-too-low");
  CHECK(low.measured.front() == Measurement{"chin_margin", 0.149, "share", 3, 0.15, std::nullopt});
}

TEST_CASE("chin-margin takes a cut chin for no room at all") {
  Photo cut = with_chin_at(700);
  cut.head.cut_chin = true;
  CHECK(run_rule("chin-margin", cut).status == Status::fail);
  CHECK(measured(run_rule("chin-margin", cut), "chin_margin") == 0);
  CHECK(measured(run_rule("chin-margin", with_chin_at(1040)), "chin_margin") == 0);
}

TEST_CASE("chin-margin cannot be assessed without a head") {
  const Outcome outcome =
      run_rule("chin-margin", with_all_facts(compliant_photo(), {FactState::failed, "outline-unclear"}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-head");
}
