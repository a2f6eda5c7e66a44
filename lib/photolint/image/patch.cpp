// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/patch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace photolint {
namespace {

constexpr int kMostChannels = 3;
using Sums = std::array<float, kMostChannels>;

/// Adds the bilinear value at the point (pixel centres at .5).
void add_sample(ImageView picture, Point p, Sums& sums) {
  const auto x = static_cast<float>(std::clamp(p.x - 0.5, 0., picture.width() - 1.));
  const auto y = static_cast<float>(std::clamp(p.y - 0.5, 0., picture.height() - 1.));
  const int x0 = static_cast<int>(x);
  const int y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, picture.width() - 1);
  const int y1 = std::min(y0 + 1, picture.height() - 1);
  const float fx = x - static_cast<float>(x0);
  const float fy = y - static_cast<float>(y0);
  const std::uint8_t* a = picture.at(x0, y0);
  const std::uint8_t* b = picture.at(x1, y0);
  const std::uint8_t* c = picture.at(x0, y1);
  const std::uint8_t* d = picture.at(x1, y1);
  for (int k = 0; k < picture.channels(); ++k) {
    const float upper = float(a[k]) + fx * (float(b[k]) - float(a[k]));
    const float lower = float(c[k]) + fx * (float(d[k]) - float(c[k]));
    sums[static_cast<std::size_t>(k)] += upper + fy * (lower - upper);
  }
}

}  // namespace

ImageBuffer sample_patch(ImageView picture, const PatchGrid& grid) {
  ImageBuffer patch(grid.width, grid.height, picture.channels());
  const int n = std::max(1, static_cast<int>(std::lround(std::hypot(grid.across.x, grid.across.y))));
  const float weight = 1 / static_cast<float>(n * n);
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      Sums sums{};
      for (int i = 0; i < n * n; ++i) {
        add_sample(picture, grid.at(x + (i % n + 0.5) / n, y + (i / n + 0.5) / n), sums);
      }
      std::uint8_t* out = patch.at(x, y);
      for (int k = 0; k < picture.channels(); ++k) {
        out[k] = static_cast<std::uint8_t>(sums[static_cast<std::size_t>(k)] * weight + 0.5F);
      }
    }
  }
  return patch;
}

}  // namespace photolint
