// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Squares of 8 pixels, their grid starting at (dx, dy), with only a part of the detail left inside.
Photo blocky(int dx, int dy) {
  Photo photo = compliant_photo();
  const Photo sharp = photo;
  for (int y = 8; y + 8 < 640; ++y) {
    for (int x = 8; x + 8 < 480; ++x) {
      const int left = (x - dx) / 8 * 8 + dx, top = (y - dy) / 8 * 8 + dy;
      int sum = 0;
      for (int i = 0; i < 8; ++i) {
        for (int j = 0; j < 8; ++j) sum += *sharp.grey.view().at(left + j, top + i);
      }
      *photo.grey.at(x, y) = static_cast<std::uint8_t>(sum / 64);
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("compression-artefacts passes a picture without blocks") {
  const Outcome outcome = run_rule("compression-artefacts", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "block_strength") < 0.2);
}

TEST_CASE("compression-artefacts fails blocks wherever their grid lies") {
  for (const auto& [dx, dy] : {std::pair{0, 0}, std::pair{3, 5}, std::pair{7, 1}}) {
    const Outcome outcome = run_rule("compression-artefacts", blocky(dx, dy));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "blocks");
  }
}

TEST_CASE("compression-artefacts decides on the printed strength") {
  const double strength = measured(run_rule("compression-artefacts", blocky(0, 0)), "block_strength");
  CHECK(run_rule("compression-artefacts", blocky(0, 0), {{"max_block_strength", strength}}).status ==
        Status::pass);
  CHECK(run_rule("compression-artefacts", blocky(0, 0), {{"max_block_strength", strength - 0.01}}).status ==
        Status::fail);
}

TEST_CASE("compression-artefacts does not apply to a picture read at a reduced size") {
  const Outcome outcome = run_rule("compression-artefacts", enlarged(blocky(0, 0), 2));
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "scaled");
}

TEST_CASE("compression-artefacts cannot be assessed without a face of some size") {
  CHECK(
      run_rule("compression-artefacts", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
      "no-face");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("compression-artefacts", point).status == Status::cannot_assess);
}
