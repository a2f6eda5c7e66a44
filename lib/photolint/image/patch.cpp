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

/// Weights the four pixels from the upper left one, which is so many bytes from its neighbours, in steps of
/// 1/256.
template <int kChannels>
void mix(const std::uint8_t* upper, std::ptrdiff_t right, std::ptrdiff_t below, int fx, int fy,
         std::uint8_t* out) {
  const std::uint8_t* lower = upper + below;
  const int both = fx * fy;
  const int along = 256 * fx - both;
  const int down = 256 * fy - both;
  const int none = 65536 - along - down - both;
  for (int k = 0; k < kChannels; ++k) {
    const int sum = none * upper[k] + along * upper[k + right] + down * lower[k] + both * lower[k + right];
    out[k] = static_cast<std::uint8_t>((sum + 32768) >> 16);
  }
}

/// bilinear() for pictures of so many channels.
template <int kChannels>
void sample(ImageView picture, Point p, std::uint8_t* out) {
  const float x = std::clamp(static_cast<float>(p.x) - 0.5F, 0.F, static_cast<float>(picture.width() - 1));
  const float y = std::clamp(static_cast<float>(p.y) - 0.5F, 0.F, static_cast<float>(picture.height() - 1));
  const int x0 = static_cast<int>(x);
  const int y0 = static_cast<int>(y);
  const int fx = static_cast<int>((x - static_cast<float>(x0)) * 256);
  const int fy = static_cast<int>((y - static_cast<float>(y0)) * 256);
  const std::ptrdiff_t right = x0 + 1 < picture.width() ? kChannels : 0;
  const std::ptrdiff_t below = y0 + 1 < picture.height() ? picture.stride() : 0;
  mix<kChannels>(picture.at(x0, y0), right, below, fx, fy, out);
}

/// One coordinate of neighbouring samples whose four pixels lie inside: the pixel's number and the way to the
/// next in steps of 1/256. Apart from the mixing, so that the compiler works out several at once.
struct Coordinates {
  static constexpr int kCount = 32;
  std::array<int, kCount> whole, part;

  Coordinates(double first, double step) {
    for (int i = 0; i < kCount; ++i) {
      const float value = static_cast<float>(first + step * i) - 0.5F;
      const int pixel = static_cast<int>(value);
      whole[static_cast<std::size_t>(i)] = pixel;
      part[static_cast<std::size_t>(i)] = static_cast<int>((value - static_cast<float>(pixel)) * 256);
    }
  }
};

/// Samples whose four pixels lie inside.
template <int kChannels>
void sample_inside(ImageView picture, Point first, Point step, int count, std::uint8_t* out) {
  for (int begin = 0; begin < count; begin += Coordinates::kCount) {
    const Point at = first + step * begin;
    const Coordinates xs(at.x, step.x), ys(at.y, step.y);
    const int end = std::min(Coordinates::kCount, count - begin);
    for (std::size_t i = 0; i < static_cast<std::size_t>(end); ++i, out += kChannels) {
      const std::uint8_t* upper = picture.row(ys.whole[i]) + std::ptrdiff_t{xs.whole[i]} * kChannels;
      mix<kChannels>(upper, kChannels, picture.stride(), xs.part[i], ys.part[i], out);
    }
  }
}

/// Which of the row's middles lie within the box.
PatchRun run_within(const PatchGrid& grid, int row, Point low, Point high) {
  const Point first = grid.at(0.5, row + 0.5);
  const auto within = [&](int i) {
    const Point p = first + grid.across * i;
    return p.x >= low.x && p.y >= low.y && p.x < high.x && p.y < high.y;
  };
  PatchRun run{0, grid.width};
  while (run.begin < run.end && !within(run.begin)) ++run.begin;
  while (run.end > run.begin && !within(run.end - 1)) --run.end;
  return run;
}

template <int kChannels>
ImageBuffer interpolated(ImageView picture, const PatchGrid& grid) {
  ImageBuffer patch(grid.width, grid.height, kChannels);
  // A pixel's width away from the last samples, so that no rounding leads outside.
  const Point low{1, 1};
  const Point high{picture.width() - 1., picture.height() - 1.};
  for (int y = 0; y < grid.height; ++y) {
    const Point first = grid.at(0.5, y + 0.5);
    const PatchRun inside = run_within(grid, y, low, high);
    const auto at_border = [&](int begin, int end) {
      for (int x = begin; x < end; ++x) sample<kChannels>(picture, first + grid.across * x, patch.at(x, y));
    };
    at_border(0, inside.begin);
    sample_inside<kChannels>(picture, first + grid.across * inside.begin, grid.across,
                             inside.end - inside.begin, patch.at(inside.begin, y));
    at_border(inside.end, grid.width);
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

PatchRun run_inside(ImageView picture, const PatchGrid& grid, int row) {
  return run_within(grid, row, {0, 0},
                    {static_cast<double>(picture.width()), static_cast<double>(picture.height())});
}

Sample bilinear(ImageView picture, Point p) {
  Sample value{};
  picture.channels() == 3 ? sample<3>(picture, p, value.data()) : sample<1>(picture, p, value.data());
  return value;
}

ImageBuffer interpolated_patch(ImageView picture, const PatchGrid& grid) {
  return picture.channels() == 3 ? interpolated<3>(picture, grid) : interpolated<1>(picture, grid);
}

ImageBuffer sample_patch(ImageView picture, const PatchGrid& grid) {
  const int n = std::max(1, static_cast<int>(std::lround(std::hypot(grid.across.x, grid.across.y))));
  if (n == 1) return interpolated_patch(picture, grid);
  return picture.channels() == 3 ? averaged<3>(picture, grid, n) : averaged<1>(picture, grid, n);
}

ImageBuffer nearest_patch(ImageView picture, const PatchGrid& grid, std::uint8_t outside) {
  ImageBuffer patch(grid.width, grid.height, 1, outside);
  for (int y = 0; y < grid.height; ++y) {
    const Point first = grid.at(0.5, y + 0.5);
    const PatchRun inside = run_inside(picture, grid, y);
    std::uint8_t* out = patch.row(y);
    for (int x = inside.begin; x < inside.end; ++x) {
      const Point p = first + grid.across * x;
      out[x] = *picture.at(static_cast<int>(p.x), static_cast<int>(p.y));
    }
  }
  return patch;
}

}  // namespace photolint
