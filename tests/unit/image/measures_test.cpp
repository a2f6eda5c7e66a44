// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/measures.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

#include "photolint/image/colour.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

std::vector<RowSpan> everything(const ImageBuffer& image) {
  std::vector<RowSpan> rows;
  for (int y = 0; y < image.height(); ++y) rows.push_back({y, 0, image.width()});
  return rows;
}

LuminanceHistogram histogram(const ImageBuffer& image) {
  return {image.view(), everything(image)};
}

double width_of(const ImageBuffer& grey) {
  const auto edges = edge_width(grey.view(), everything(grey));
  return edges ? edges->sigma : -1;
}

}  // namespace

TEST_CASE("the histogram agrees with linear_luminance for every grey and many colours") {
  for (int v = 0; v < 256; ++v) {
    for (const Rgb colour : {Rgb{1. * v, 1. * v, 1. * v}, Rgb{1. * v, 255. - v, 40}}) {
      const auto expected = static_cast<int>(std::lround(255 * linear_luminance(colour)));
      CHECK(histogram(flat_image(1, 1, colour)).count(expected) == 1);
    }
  }
}

TEST_CASE("the histogram counts only the pixels of the spans") {
  const ImageBuffer image = ramp_image(2, 1, {0, 0, 0}, {510, 510, 510});  // 127.5 left, white right
  const LuminanceHistogram right(image.view(), std::array{RowSpan{0, 1, 2}});
  CHECK(right.pixels() == 1);
  CHECK(right.count(255) == 1);
  CHECK(right.mean() == 1);
}

TEST_CASE("shares and percentiles of a histogram") {
  LuminanceHistogram h = histogram(flat_image(3, 1, {0, 0, 0}));
  h.add(histogram(flat_image(1, 1, {255, 255, 255})));
  CHECK(h.pixels() == 4);
  CHECK(h.share(0, 25) == 0.75);
  CHECK(h.share(247, 255) == 0.25);
  CHECK(h.percentile(0) == 0);
  CHECK(h.percentile(0.75) == 0);
  CHECK(h.percentile(0.76) == 1);
  CHECK(h.percentile(1) == 1);
  CHECK(h.mean() == 0.25);
}

TEST_CASE("an empty histogram gives zeros") {
  const LuminanceHistogram none;
  CHECK(none.share(0, 255) == 0);
  CHECK(none.mean() == 0);
  CHECK(none.percentile(0.5) == 0);
  CHECK(histogram_intersection(none, histogram(flat_image(1, 1, {9, 9, 9}))) == 0);
}

TEST_CASE("histogram intersection is 1 for the same light and 0 for different light") {
  const LuminanceHistogram dark = histogram(flat_image(2, 2, {50, 50, 50}));
  const LuminanceHistogram light = histogram(flat_image(5, 1, {200, 200, 200}));
  CHECK(histogram_intersection(dark, dark) == 1);
  CHECK(histogram_intersection(dark, light) == 0);
  LuminanceHistogram both = dark;
  both.add(histogram(flat_image(2, 2, {200, 200, 200})));
  CHECK(histogram_intersection(both, light) == 0.5);
}

TEST_CASE("shrink averages areas, also with a broken factor") {
  const ImageBuffer checker = checker_image(8, 8, 1, 0, 200);
  const Shrunk half = shrink(checker.view(), {0, 0, 8, 8}, 2);
  CHECK(half.grey.width() == 4);
  CHECK(half.grey.height() == 4);
  for (const std::uint8_t v : half.grey.bytes()) CHECK(v == 100);
  const ImageBuffer flat = checker_image(7, 5, 100, 77, 0);
  const Shrunk third = shrink(flat.view(), {0, 0, 7, 5}, 1.7);
  CHECK(third.grey.width() == 5);
  CHECK(third.grey.height() == 3);
  for (const std::uint8_t v : third.grey.bytes()) CHECK(v == 77);
}

TEST_CASE("shrink cuts the box to the picture and maps its points") {
  const ImageBuffer flat = checker_image(10, 10, 100, 9, 0);
  const Shrunk part = shrink(flat.view(), {-5, 2, 9, 100}, 2);
  CHECK(part.origin == Point{0, 2});
  CHECK(part.grey.width() == 2);
  CHECK(part.grey.height() == 4);
  CHECK(part.apply({2, 4}) == Point{1, 1});
  CHECK(shrink(flat.view(), {20, 20, 5, 5}, 2).grey.empty());
  CHECK(shrink(flat.view(), {2, 2, 0, 0}, 2).grey.empty());
  CHECK(shrink(flat.view(), {std::nan(""), 0, std::nan(""), 5}, 2).grey.empty());
  CHECK(shrink(flat.view(), {0, 0, 10, 10}, 0.5).grey.width() == 10);  // never enlarged
}

TEST_CASE("edge_width finds the blur of ideal steps") {
  const ImageBuffer checker = checker_image(120, 120, 30, 60, 180);
  for (const double sigma : {1.0, 1.5, 2.0, 3.0}) {
    CAPTURE(sigma);
    // Pixels and central differences blur a little themselves, which counts at the sharp end.
    CHECK(width_of(blurred(checker, sigma)) == Approx(std::hypot(sigma, 0.7)).epsilon(0.1));
  }
  CHECK(width_of(checker) < 0.9);
}

TEST_CASE("edge_width does not depend on contrast or brightness") {
  const double strong = width_of(blurred(checker_image(120, 120, 30, 20, 230), 2));
  const double weak = width_of(blurred(checker_image(120, 120, 30, 20, 60), 2));
  CHECK(weak == Approx(strong).epsilon(0.05));
}

TEST_CASE("edge_width sees through moderate noise") {
  const ImageBuffer soft = blurred(checker_image(120, 120, 30, 60, 180), 2.5);
  CHECK(width_of(noisy(soft, 4, 1)) == Approx(width_of(soft)).epsilon(0.2));
}

TEST_CASE("edge_width answers for flat and tiny pictures") {
  const ImageBuffer flat = checker_image(40, 40, 100, 90, 0);
  const auto none = edge_width(flat.view(), everything(flat));
  REQUIRE(none);
  CHECK(none->gradient == 0);
  const ImageBuffer tiny = checker_image(10, 10, 2, 0, 255);
  CHECK_FALSE(edge_width(tiny.view(), everything(tiny)));
  const ImageBuffer strip = checker_image(1000, 1, 2, 0, 255);
  CHECK_FALSE(edge_width(strip.view(), everything(strip)));
  CHECK_FALSE(edge_width(flat.view(), {}));
}
