// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/texture.h"

#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr int kEdge = 96;

ImageBuffer grey_noise(double sigma) {
  return noisy(ImageBuffer(kEdge, kEdge, 1, 128), sigma, 7);
}

std::vector<RowSpan> everything(const ImageBuffer& image) {
  std::vector<RowSpan> rows;
  for (int y = 0; y < image.height(); ++y) rows.push_back({y, 0, image.width()});
  return rows;
}

/// Every pixel of the picture twice across and down.
ImageBuffer doubled(const ImageBuffer& grey) {
  ImageBuffer twice(grey.width() * 2, grey.height() * 2, 1);
  for (int y = 0; y < twice.height(); ++y) {
    for (int x = 0; x < twice.width(); ++x) *twice.at(x, y) = *grey.view().at(x / 2, y / 2);
  }
  return twice;
}

}  // namespace

TEST_CASE("block noise is the standard deviation of white noise and does not see ramps") {
  CHECK(block_noise(grey_noise(5).view(), 1, 1, kEdge - 2) == Approx(5).epsilon(0.05));
  CHECK(block_noise(grey_noise(10).view(), 1, 1, kEdge - 2) == Approx(10).epsilon(0.05));
  ImageBuffer ramp(kEdge, kEdge, 1);
  for (int y = 0; y < kEdge; ++y) {
    for (int x = 0; x < kEdge; ++x) *ramp.at(x, y) = static_cast<std::uint8_t>(x + y / 2);
  }
  CHECK(block_noise(ramp.view(), 1, 1, kEdge - 2) < 0.3);
  CHECK(block_noise(ImageBuffer(8, 8, 1, 9).view(), 1, 1, 6) == 0);
}

TEST_CASE("a quantile lies between the values around it") {
  CHECK(std::isnan(quantile({}, 0.5)));
  CHECK(quantile({4}, 0.25) == 4);
  CHECK(quantile({3, 1, 2}, 0.5) == 2);
  CHECK(quantile({1, 2}, 0.25) == Approx(1.25));
  CHECK(quantile({1, 2}, 2) == 2);
}

TEST_CASE("bend energy of white noise is six times its variance in every direction, and none for a ramp") {
  const ImageBuffer noise = grey_noise(5);
  for (const auto& [dx, dy] : {std::pair{1, 0}, std::pair{0, 2}, std::pair{1, 1}, std::pair{-3, 3}}) {
    CHECK(bend_energy(noise.view(), everything(noise), dx, dy) == Approx(150).epsilon(0.1));
  }
  ImageBuffer ramp(32, 4, 1);
  for (int x = 0; x < 32; ++x) {
    for (int y = 0; y < 4; ++y) *ramp.at(x, y) = static_cast<std::uint8_t>(5 * x);
  }
  CHECK(bend_energy(ramp.view(), everything(ramp), 2, 0) == 0);
  CHECK(bend_energy(ramp.view(), everything(ramp), 16, 0) == 0);  // no pixel has both neighbours
}

TEST_CASE("the power of white noise is flat and a blur takes the finest waves away") {
  const LinePower flat = line_power(grey_noise(10).view());
  const LinePower soft = line_power(blurred(grey_noise(10), 1).view());
  for (const double p : flat) CHECK(p == Approx(flat.front()).margin(0.25));
  CHECK(soft.front() > flat.front() - 0.4);
  CHECK(soft.back() < flat.back() - 1.5);
  for (const double p : line_power(ImageBuffer(20, 90, 1).view())) CHECK(p == 0);
}

TEST_CASE("repeated lines are those of a picture enlarged without interpolation") {
  CHECK(repeated_lines(grey_noise(10).view()) == 0);
  CHECK(repeated_lines(doubled(grey_noise(10)).view()) == Approx(0.5).margin(0.02));
  CHECK(repeated_lines(ImageBuffer(20, 90, 1).view()) == 0);
}
