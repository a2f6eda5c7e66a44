// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_eyes_at(double y, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.head.eye_line_y = y;
  return run_rule("eye-line", photo, overrides);
}

}  // namespace

TEST_CASE("eye-line passes up to both limits and fails one pixel beyond") {
  CHECK(with_eyes_at(250).status == Status::pass);
  CHECK(with_eyes_at(200).status == Status::pass);
  CHECK(with_eyes_at(300).status == Status::pass);
  const Outcome high = with_eyes_at(199);
  CHECK(high.status == Status::fail);
  CHECK(high.message == "eyes-too-high");
  CHECK(high.measured.front().excess() == -1);
  CHECK(with_eyes_at(301).message == "eyes-too-low");
}

TEST_CASE("eye-line reads the bands of other documents from its parameters") {
  // Identity card: at least 207 px of 441 from the lower edge.
  const auto card = [](double y) {
    Photo photo = compliant_photo();
    photo.file.width = 358;
    photo.file.height = 441;
    photo.head.eye_line_y = y;
    return run_rule("eye-line", photo, {{"frame_height_px", 441}, {"min_y_px", 0}, {"max_y_px", 234}}).status;
  };
  CHECK(card(234) == Status::pass);
  CHECK(card(235) == Status::fail);
  CHECK(card(20) == Status::pass);
  // 30 % to 50 % of the height.
  const std::initializer_list<Override> icao = {
      {"frame_height_px", 1000}, {"min_y_px", 300}, {"max_y_px", 500}};
  CHECK(with_eyes_at(192, icao).status == Status::pass);
  CHECK(with_eyes_at(191, icao).status == Status::fail);
  CHECK(with_eyes_at(320, icao).status == Status::pass);
  CHECK(with_eyes_at(321, icao).status == Status::fail);
}

TEST_CASE("eye-line does not depend on the size of the picture") {
  CHECK(measured(run_rule("eye-line", enlarged(compliant_photo(), 3)), "eye_line") == 250);
}

TEST_CASE("eye-line cannot be assessed without a head") {
  const Outcome outcome = run_rule("eye-line", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
