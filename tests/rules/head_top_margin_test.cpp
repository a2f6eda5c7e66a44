// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_head_top(double y) {
  Photo photo = compliant_photo();
  photo.head.head_top.y = y;
  return run_rule("head-top-margin", photo);
}

}  // namespace

TEST_CASE("head-top-margin passes up to both limits and fails one pixel beyond") {
  CHECK(with_head_top(80).status == Status::pass);
  CHECK(with_head_top(50).status == Status::pass);
  CHECK(with_head_top(110).status == Status::pass);
  CHECK(with_head_top(49).message == "head-too-high");
  CHECK(with_head_top(111).message == "head-too-low");
  CHECK(with_head_top(49).status == Status::fail);
}

TEST_CASE("head-top-margin says by how much the head is off") {
  const Outcome outcome = with_head_top(38);
  REQUIRE(outcome.measured.size() == 1);
  CHECK(outcome.measured[0] == Measurement{"head_top", 38, "px", 0, 50, 110});
  CHECK(outcome.measured[0].excess() == -12);
  CHECK(outcome.args == std::vector<Arg>{{"frame", "640"}});
  CHECK(outcome.region == Rect{110, 0, 260, 420});
}

TEST_CASE("head-top-margin decides on the whole pixel that it prints") {
  CHECK(with_head_top(49.6).status == Status::pass);
  CHECK(with_head_top(49.4).status == Status::fail);
}

TEST_CASE("head-top-margin scales to the frame of the document") {
  const Photo large = enlarged(compliant_photo(), 6.25);
  CHECK(measured(run_rule("head-top-margin", large), "head_top") == 80);
  // Identity card: 7 to 21 px of 441.
  Photo card = compliant_photo();
  card.file.width = 358;
  card.file.height = 441;
  const auto run = [&card](double y) {
    card.head.head_top.y = y;
    return run_rule("head-top-margin", card,
                    {{"frame_height_px", 441}, {"min_margin_px", 7}, {"max_margin_px", 21}});
  };
  CHECK(run(7).status == Status::pass);
  CHECK(run(21).status == Status::pass);
  CHECK(run(6).status == Status::fail);
  CHECK(run(22).status == Status::fail);
}

TEST_CASE("head-top-margin cannot be assessed without a head or a picture height") {
  CHECK(run_rule("head-top-margin", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  const Outcome unclear =
      run_rule("head-top-margin", with_all_facts(compliant_photo(), {FactState::failed, "outline-unclear"}));
  CHECK(unclear.status == Status::cannot_assess);
  CHECK(unclear.message == "no-head");
  Photo flat = compliant_photo();
  flat.file.height = 0;
  CHECK(run_rule("head-top-margin", flat).status == Status::cannot_assess);
}
