// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/patch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace photolint {
namespace {

/// bilinear() for pictures of so many channels.
template <int kChannels>
Sample sampled(ImageView picture, Point p) {
  const float x = std::clamp(static_cast<float>(p.x) - 0.5F, 0.F, static_cast<float>(picture.width() - 1));
  const float y = std::clamp(static_cast<float>(p.y) - 0.5F, 0.F, static_cast<float>(picture.height() - 1));
  const int x0 = static_cast<int>(x);
  const int y0 = static_cast<int>(y);
  const int fx = static_cast<int>((x - static_cast<float>(x0)) * 256);
  const int fy = static_cast<int>((y - static_cast<float>(y0)) * 256);
  const std::uint8_t* upper = picture.at(x0, y0);
  const std::uint8_t* lower = y0 + 1 < picture.height() ? picture.at(x0, y0 + 1) : upper;
  const int next = x0 + 1 < picture.width() ? kChannels : 0;
  Sample sample{};
  for (int k = 0; k < kChannels; ++k) {
    const int above = upper[k] * (256 - fx) + upper[k + next] * fx;
    const int below = lower[k] * (256 - fx) + lower[k + next] * fx;
    sample[static_cast<std::size_t>(k)] =
        static_cast<std::uint8_t>((above * (256 - fy) + below * fy + 32768) >> 16);
  }
  return sample;
}

template <int kChannels>
ImageBuffer interpolated(ImageView picture, const PatchGrid& grid) {
  ImageBuffer patch(grid.width, grid.height, kChannels);
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      const Sample sample = sampled<kChannels>(picture, grid.at(x + 0.5, y + 0.5));
      std::copy_n(sample.begin(), kChannels, patch.at(x, y));
    }
  }
  return patch;
}

/// Sums of the pixels under points, which lie inside the picture once corner is added.
template <std::size_t kChannels>
std::array<int, kChannels> sum_inside(ImageView picture, Point corner, const std::vector<Point>& points) {
  std::array<int, kChannels> sums{};
  for (const Point& point : points) {
    const std::uint8_t* from =
        picture.at(static_cast<int>(corner.x + point.x), static_cast<int>(corner.y + point.y));
    for (std::size_t k = 0; k < kChannels; ++k) sums[k] += from[k];
  }
  return sums;
}

/// The same; for points outside, the picture's edge pixels continue.
template <std::size_t kChannels>
std::array<int, kChannels> sum_anywhere(ImageView picture, Point corner, const std::vector<Point>& points) {
  const double right = picture.width() - 1;
  const double bottom = picture.height() - 1;
  std::array<int, kChannels> sums{};
  for (const Point& point : points) {
    const std::uint8_t* from = picture.at(static_cast<int>(std::clamp(corner.x + point.x, 0., right)),
                                          static_cast<int>(std::clamp(corner.y + point.y, 0., bottom)));
    for (std::size_t k = 0; k < kChannels; ++k) sums[k] += from[k];
  }
  return sums;
}

/// Means of the pixels under n x n points of each patch pixel, about one pixel apart.
template <std::size_t kChannels>
ImageBuffer averaged(ImageView picture, const PatchGrid& grid, int n) {
  std::vector<Point> points;
  for (int i = 0; i < n * n; ++i) {
    points.push_back(grid.across * ((i % n + 0.5) / n) + grid.down * ((i / n + 0.5) / n));
  }
  const double right = picture.width() - 1;
  const double bottom = picture.height() - 1;
  const auto inside = [&](Point p) { return p.x >= 0 && p.y >= 0 && p.x <= right && p.y <= bottom; };
  ImageBuffer patch(grid.width, grid.height, static_cast<int>(kChannels));
  for (int y = 0; y < grid.height; ++y) {
    for (int x = 0; x < grid.width; ++x) {
      const Point corner = grid.at(x, y);
      const bool whole = inside(corner) && inside(corner + grid.across) && inside(corner + grid.down) &&
                         inside(corner + grid.across + grid.down);
      const std::array<int, kChannels> sums = whole ? sum_inside<kChannels>(picture, corner, points)
                                                    : sum_anywhere<kChannels>(picture, corner, points);
      std::uint8_t* out = patch.at(x, y);
      for (std::size_t k = 0; k < kChannels; ++k) {
        out[k] = static_cast<std::uint8_t>((sums[k] + n * n / 2) / (n * n));
      }
    }
  }
  return patch;
}

}  // namespace

Sample bilinear(ImageView picture, Point p) {
  return picture.channels() == 3 ? sampled<3>(picture, p) : sampled<1>(picture, p);
}

ImageBuffer sample_patch(ImageView picture, const PatchGrid& grid) {
  const int n = std::max(1, static_cast<int>(std::lround(std::hypot(grid.across.x, grid.across.y))));
  const bool colour = picture.channels() == 3;
  if (n > 1) return colour ? averaged<3>(picture, grid, n) : averaged<1>(picture, grid, n);
  return colour ? interpolated<3>(picture, grid) : interpolated<1>(picture, grid);
}

}  // namespace photolint
