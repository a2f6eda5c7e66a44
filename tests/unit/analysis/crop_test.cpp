// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/crop.h"

#include <catch2/catch.hpp>
#include <cmath>

using namespace photolint;

namespace {

/// Blue grows by one a column, green by one a row.
ImageBuffer ramp(int width, int height) {
  ImageBuffer picture(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      picture.at(x, y)[0] = static_cast<std::uint8_t>(x);
      picture.at(x, y)[1] = static_cast<std::uint8_t>(y);
    }
  }
  return picture;
}

/// Largest difference of a crop of a ramp to what the map promises, grey levels, away from the picture's
/// edge.
double error_on_ramp(const ImageBuffer& picture, const Square& square, int size, double per_level) {
  Pyramid pyramid(picture.view());
  const ImageBuffer crop = cut_square(pyramid, square, size);
  const Affine map = crop_to_picture(square, size);
  double worst = 0;
  for (int y = 0; y < size; ++y) {
    for (int x = 0; x < size; ++x) {
      const Point p = map.apply({x + .5, y + .5});
      if (p.x < 24 || p.y < 24 || p.x > picture.width() - 24 || p.y > picture.height() - 24) continue;
      worst = std::max(worst, std::abs((p.x - .5) * per_level - crop.view().at(x, y)[0]));
      worst = std::max(worst, std::abs((p.y - .5) * per_level - crop.view().at(x, y)[1]));
    }
  }
  return worst;
}

}  // namespace

TEST_CASE("a crop shows the picture where its map says, at every shrinking factor") {
  const ImageBuffer picture = ramp(256, 256);
  for (const double side : {16., 40., 96., 130.}) {
    for (const double angle : {0., .2, -1.1}) {
      CAPTURE(side, angle);
      CHECK(error_on_ramp(picture, {{128, 130}, side, angle}, 16, 1) <= 1.25);  // rounded twice
    }
  }
}

TEST_CASE("the map puts pixel size / 2 of the crop on the centre and turns clockwise") {
  const Affine map = crop_to_picture({{50, 60}, 128, std::acos(-1) / 2}, 128);
  const Point centre = map.apply({64.5, 64.5});
  CHECK(centre.x == Approx(50));
  CHECK(centre.y == Approx(60));
  const Point right_of_it = map.apply({74.5, 64.5});
  CHECK(right_of_it.x == Approx(50));
  CHECK(right_of_it.y == Approx(70));
}

TEST_CASE("halving averages and keeps the corner in place") {
  const ImageBuffer picture = ramp(9, 5);
  Pyramid pyramid(picture.view());
  const ImageView half = pyramid.level(1);
  CHECK(half.width() == 4);
  CHECK(half.height() == 2);
  CHECK(half.at(1, 1)[0] == 3);  // columns 2 and 3: 2.5, rounded
  CHECK(pyramid.level(6).width() == 1);
  CHECK(pyramid.level(0).width() == 9);
}

TEST_CASE("fine stripes do not survive a strong shrink") {
  ImageBuffer stripes(800, 800, 3);
  for (int y = 0; y < 800; ++y) {
    for (int x = 0; x < 800; ++x) {
      for (int c = 0; c < 3; ++c) stripes.at(x, y)[c] = x % 2 == 0 ? 255 : 0;
    }
  }
  Pyramid pyramid(stripes.view());
  for (const double side : {300., 500., 790.}) {
    const ImageBuffer crop = cut_square(pyramid, {{400, 400}, side, .1}, 128);
    for (const std::uint8_t value : crop.bytes()) CHECK(std::abs(value - 127.5) < 12);
  }
}

TEST_CASE("a crop far outside shows the edge") {
  const ImageBuffer picture(20, 30, 3, 77);
  Pyramid pyramid(picture.view());
  const ImageBuffer crop = cut_square(pyramid, {{-500, 900}, 60, .3}, 16);
  for (const std::uint8_t value : crop.bytes()) CHECK(value == 77);
}

TEST_CASE("fitting keeps proportions, down and up") {
  const ImageBuffer large(4000, 3000, 3, 50);
  Pyramid down(large.view());
  const ImageBuffer small = fit_longest(down, 160);
  CHECK(small.width() == 160);
  CHECK(small.height() == 120);
  CHECK(small.view().at(80, 60)[1] == 50);
  const ImageBuffer tiny(10, 8, 3, 50);
  Pyramid up(tiny.view());
  CHECK(fit_longest(up, 160).height() == 128);
}

TEST_CASE("network input is planar B, G, R around zero") {
  ImageBuffer pixels(2, 1, 3);
  pixels.at(1, 0)[2] = 255;
  const std::vector<float> input = network_input(pixels.view());
  REQUIRE(input.size() == 6);
  CHECK(input[0] == -2);
  CHECK(input[4] == -2);
  CHECK(input[5] == 2);
}
