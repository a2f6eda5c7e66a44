// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/resampling.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdint>

using namespace photolint;

namespace {

/// 240x300 pixels of texture without a period.
ImageBuffer texture() {
  ImageBuffer picture(240, 300, 1);
  std::uint32_t state = 1;
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 240; ++x) {
      state = state * 1664525U + 1013904223U;
      *picture.at(x, y) = static_cast<std::uint8_t>(100 + (state >> 24) % 32);
    }
  }
  return picture;
}

/// The picture enlarged by the factor, mixing the two nearest pixels each way.
ImageBuffer enlarged(const ImageBuffer& from, double factor) {
  ImageBuffer out(240, 300, 1);
  for (int y = 0; y < 300; ++y) {
    for (int x = 0; x < 240; ++x) {
      const double u = (x + 0.5) / factor, v = (y + 0.5) / factor;
      const int i = static_cast<int>(u), j = static_cast<int>(v);
      const double a = u - i, b = v - j;
      const auto at = [&](int dx, int dy) { return static_cast<double>(*from.view().at(i + dx, j + dy)); };
      *out.at(x, y) = static_cast<std::uint8_t>(std::lround((at(0, 0) * (1 - a) + at(1, 0) * a) * (1 - b) +
                                                            (at(0, 1) * (1 - a) + at(1, 1) * a) * b));
    }
  }
  return out;
}

}  // namespace

TEST_CASE("resampling: texture of the picture's own pixels has no common peak") {
  const ImageBuffer picture = texture();
  CHECK(resampling_trace(picture.view()).peak < 14);
}

TEST_CASE("resampling: interpolation leaves a peak that rows and columns share") {
  for (const double factor : {2.5, 3.0}) {
    const ImageBuffer picture = enlarged(texture(), factor);
    CHECK(resampling_trace(picture.view()).peak > 50);
  }
}

TEST_CASE("resampling: doubling leaves a peak at every second pixel") {
  const ImageBuffer picture = enlarged(texture(), 2);
  CHECK(resampling_trace(picture.view()).every_second > 2);
}

TEST_CASE("resampling: flat and tiny pictures have no trace") {
  const ImageBuffer flat(100, 100, 1);
  CHECK(resampling_trace(flat.view()).peak == 0);
  const ImageBuffer tiny(40, 100, 1);
  CHECK(resampling_trace(tiny.view()).peak == 0);
  CHECK(resampling_trace(ImageView{}).every_second == 0);
}
