// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/texture.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <utility>

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

double noise_of(const ImageBuffer& image) {
  return block_noise(image.view(), 1, 1, image.width() - 2);
}

LinePower power_of(const ImageBuffer& image) {
  return line_power(image.view());
}

double repeated(const ImageBuffer& image) {
  return repeated_lines(image.view());
}

}  // namespace

TEST_CASE("block noise is the standard deviation of white noise and does not see ramps") {
  CHECK(noise_of(grey_noise(5)) == Approx(5).epsilon(0.05));
  CHECK(noise_of(grey_noise(10)) == Approx(10).epsilon(0.05));
  ImageBuffer ramp(kEdge, kEdge, 1);
  for (int y = 0; y < kEdge; ++y) {
    for (int x = 0; x < kEdge; ++x) *ramp.at(x, y) = static_cast<std::uint8_t>(x + y / 2);
  }
  CHECK(noise_of(ramp) < 0.3);
  CHECK(noise_of(ImageBuffer(8, 8, 1, 9)) == 0);
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
  const LinePower flat = power_of(grey_noise(10));
  const LinePower soft = power_of(blurred(grey_noise(10), 1));
  for (const double p : flat) CHECK(p == Approx(flat.front()).margin(0.25));
  CHECK(soft.front() > flat.front() - 1);
  CHECK(soft.back() < flat.back() - 2.5);
  for (const double p : power_of(ImageBuffer(20, 90, 1))) CHECK(p == 0);
}

TEST_CASE("repeated lines are those of a picture enlarged without interpolation") {
  CHECK(repeated(grey_noise(10)) == 0);
  CHECK(repeated(doubled(grey_noise(10))) == Approx(0.5).margin(0.02));
  CHECK(repeated(ImageBuffer(20, 90, 1)) == 0);
}
