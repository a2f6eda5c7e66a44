// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/dark_paths.h"

#include <array>
#include <catch2/catch.hpp>

using namespace photolint;

namespace {

/// Light grey with a dark line of the width from (x, 0) down, moved right by slope for each row.
ImageBuffer with_line(double x, double slope, int width, int rows) {
  ImageBuffer grey(60, 30, 1, 200);
  for (int y = 0; y < rows; ++y) {
    for (int i = 0; i < width; ++i) *grey.at(static_cast<int>(x + slope * y) + i, y) = 80;
  }
  return grey;
}

bool at(const ImageBuffer& grey, double x, double depth = 119, int window = 15) {
  const std::array starts = {Point{x, 29.5}};
  return dark_paths(grey.view(), starts, 20, window, depth).front();
}

}  // namespace

TEST_CASE("dark_paths finds a strand that comes down to the start, also a slanted one") {
  CHECK(at(with_line(30, 0, 2, 30), 30.5));
  CHECK_FALSE(at(with_line(30, 0, 2, 30), 45.5));
  CHECK(at(with_line(20, 0.5, 2, 30), 35.5));
}

TEST_CASE("dark_paths leaves out strands that end above, wrinkles and broad shade") {
  CHECK_FALSE(at(with_line(30, 0, 2, 20), 30.5));
  CHECK_FALSE(at(with_line(30, 0, 2, 26), 30.5));
  ImageBuffer wrinkle(60, 30, 1, 200);
  for (int x = 0; x < 60; ++x) *wrinkle.at(x, 20) = *wrinkle.at(x, 21) = 80;
  CHECK_FALSE(at(wrinkle, 30.5));
  CHECK_FALSE(at(with_line(10, 0, 40, 30), 30.5));
}

TEST_CASE("dark_paths forgives a quarter of the line and keeps inside the picture") {
  ImageBuffer broken = with_line(30, 0, 2, 30);
  for (int y = 12; y < 17; ++y) *broken.at(30, y) = *broken.at(31, y) = 200;
  CHECK(at(broken, 30.5));
  CHECK(at(with_line(0, 0, 2, 30), 0.5));
  const std::array starts = {Point{30.5, 2.5}, Point{-5, 100}};
  const ImageBuffer line = with_line(30, 0, 2, 30);
  CHECK(dark_paths(line.view(), starts, 20, 15, 10).size() == 2);
  CHECK(dark_paths(ImageView(), starts, 20, 15, 10) == std::vector<bool>{false, false});
}
