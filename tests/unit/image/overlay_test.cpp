// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/overlay.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <vector>

#include "photolint/image/spectrum.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Blue with a part below a line in grey: y > depth + slope * (x - middle).
ImageBuffer below_line(double depth, double slope) {
  ImageBuffer picture = flat_image(480, 640, {100, 197, 255});
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (y > depth + slope * (x - 240)) std::fill_n(picture.at(x, y), 3, std::uint8_t{120});
    }
  }
  return picture;
}

}  // namespace

TEST_CASE("an edge line is found with its depth and slope") {
  const ImageBuffer level = below_line(30, 0);
  const EdgeLine line = edge_line(level.view(), Side::top, 0.1, 0.5);
  CHECK(line.coverage == 1);
  CHECK(line.depth == Approx(30).margin(1.5));
  CHECK(line.slope == 0);
  CHECK(line.plain == 1);
  const ImageBuffer slanted = below_line(50, 0.05);
  const EdgeLine slant = edge_line(slanted.view(), Side::top, 0.16, 0.5);
  CHECK(slant.coverage > 0.9);
  CHECK(slant.slope == Approx(0.05).margin(0.01));
}

TEST_CASE("plain and tiny pictures have no edge line") {
  const ImageBuffer plain = flat_image(480, 640, {100, 197, 255});
  for (const Side side : kSides) CHECK(edge_line(plain.view(), side, 0.16, 0.5).coverage == 0);
  const ImageBuffer tiny = flat_image(20, 20, {100, 197, 255});
  for (const Side side : kSides) CHECK(edge_line(tiny.view(), side, 0.16, 0.5).coverage == 0);
  CHECK(round_corners(tiny.view()).count == 0);
  CHECK(printed_lines(tiny.view(), {}).empty());
}

TEST_CASE("a plain picture has no cut corners") {
  const ImageBuffer plain = flat_image(480, 640, {100, 197, 255});
  CHECK(round_corners(plain.view()).count == 0);
}

TEST_CASE("a wave in noise is found, and JPEG's own period is not") {
  const std::vector<Point> corners = {{10, 10}, {60, 10}, {10, 80}, {60, 80}};
  const auto wave = [](int period) {
    ImageBuffer grey(128, 128, 1, 128);
    for (int y = 0; y < 128; ++y) {
      for (int x = 0; x < 128; ++x) {
        if (x % period < period / 2) *grey.at(x, y) = 134;
      }
    }
    return noisy(grey, 1.5, 3);
  };
  const ImageBuffer five = wave(5);
  const auto found = regular_pattern(five.view(), corners);
  REQUIRE(found);
  CHECK(found->strength > 100);
  CHECK(found->period == Approx(5).margin(0.4));
  const ImageBuffer blocks = noisy(ImageBuffer(128, 128, 1, 128), 1.5, 3);
  CHECK(regular_pattern(blocks.view(), corners)->strength < 20);
  CHECK_FALSE(regular_pattern(blocks.view(), {}));
  const ImageBuffer small(16, 16, 1, 0);
  CHECK_FALSE(regular_pattern(small.view(), corners));
}
