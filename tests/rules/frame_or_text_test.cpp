// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo bordered(int left, int top, int right, int bottom) {
  Photo photo = compliant_photo();
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (x < left || x >= 480 - right || y < top || y >= 640 - bottom) {
        std::fill_n(photo.colour.at(x, y), 3, std::uint8_t{12});
      }
    }
  }
  return photo;
}

/// Upright bars, each 2 pixels wide, as strokes of print.
Photo with_strokes(int y, int height, int count, int spacing) {
  Photo photo = compliant_photo();
  for (int row = y; row < y + height; ++row) {
    for (int i = 0; i < count; ++i) std::fill_n(photo.colour.at(60 + i * spacing, row), 6, std::uint8_t{5});
  }
  return photo;
}

}  // namespace

TEST_CASE("frame-or-text passes the compliant photo") {
  CHECK(run_rule("frame-or-text", compliant_photo()).status == Status::pass);
}

TEST_CASE("frame-or-text fails borders on all sides and on one") {
  const Outcome all = run_rule("frame-or-text", bordered(8, 8, 8, 8));
  CHECK(all.status == Status::fail);
  CHECK(all.message == "border");
  CHECK(measured(all, "borders") == 4);
  CHECK(measured(run_rule("frame-or-text", bordered(0, 0, 12, 0)), "borders") == 1);
  CHECK(measured(run_rule("frame-or-text", bordered(0, 0, 0, 30)), "borders") == 1);
}

TEST_CASE("frame-or-text fails rounded corners") {
  Photo photo = compliant_photo();
  constexpr int kRadius = 20;
  for (int y = 0; y < kRadius; ++y) {
    for (int x = 0; x < kRadius; ++x) {
      const double dx = kRadius - x - 0.5, dy = kRadius - y - 0.5;
      if (dx * dx + dy * dy <= kRadius * kRadius) continue;
      for (const int column : {x, 479 - x}) {
        std::fill_n(photo.colour.at(column, y), 3, std::uint8_t{255});
        std::fill_n(photo.colour.at(column, 639 - y), 3, std::uint8_t{255});
      }
    }
  }
  CHECK(run_rule("frame-or-text", photo).message == "round-corners");
}

TEST_CASE("frame-or-text fails one line of print, but no texture") {
  const Outcome line = run_rule("frame-or-text", with_strokes(600, 14, 16, 9));
  CHECK(line.status == Status::fail);
  CHECK(line.message == "text");
  CHECK(line.region.has_value());
  CHECK(run_rule("frame-or-text", with_strokes(520, 110, 16, 9)).status == Status::pass);
  CHECK(run_rule("frame-or-text", with_strokes(600, 14, 4, 9)).status == Status::pass);
}

TEST_CASE("frame-or-text cannot be assessed without a face") {
  const Outcome outcome =
      run_rule("frame-or-text", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
