// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Head top at y 0, so that the head height is the chin's y.
Outcome with_height(double height, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.file.height = 1000;
  photo.head.head_top.y = 0;
  photo.head.chin.y = height;
  return run_rule("head-height", photo, overrides);
}

}  // namespace

TEST_CASE("head-height passes up to both limits and fails one step beyond") {
  CHECK(run_rule("head-height", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("head-height", compliant_photo()), "head_height") == 0.531);
  CHECK(with_height(281).status == Status::pass);
  CHECK(with_height(781).status == Status::pass);
  CHECK(with_height(280).status == Status::fail);
  CHECK(with_height(280).message == "head-too-small");
  CHECK(with_height(782).message == "head-too-large");
}

TEST_CASE("head-height takes the band of travel documents") {
  const std::initializer_list<Override> icao = {{"min_share", 0.6}, {"max_share", 0.9}};
  CHECK(with_height(600, icao).status == Status::pass);
  CHECK(with_height(599, icao).status == Status::fail);
  CHECK(with_height(900, icao).status == Status::pass);
  CHECK(with_height(901, icao).status == Status::fail);
}

TEST_CASE("head-height cannot be assessed for a head that the frame cuts") {
  Photo top = compliant_photo();
  top.head.cut_top = true;
  CHECK(run_rule("head-height", top).status == Status::cannot_assess);
  CHECK(run_rule("head-height", top).message == "head-cut");
  Photo chin = compliant_photo();
  chin.head.cut_chin = true;
  CHECK(run_rule("head-height", chin).message == "head-cut");
}

TEST_CASE("head-height cannot be assessed without a head") {
  CHECK(run_rule("head-height", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
