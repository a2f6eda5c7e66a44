// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/blocking.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace photolint {
namespace {

constexpr int kCap = 12;

/// Sums of one direction by position modulo 8.
struct Sums {
  std::array<std::int64_t, kBlockEdge> bend{};  // twice the step less its neighbours
  std::array<std::int64_t, kBlockEdge> count{};
  std::int64_t steps = 0;
};

/// a, b, c, d: four pixels in a row; the step lies between b and c.
inline int bend_of(int a, int b, int c, int d) {
  return std::clamp(2 * std::abs(c - b) - std::abs(b - a) - std::abs(d - c), -kCap, kCap);
}

/// Bends and steps along rows, added up for each column first: such loops run several pixels at a time.
Sums steps_across(ImageView grey, int left, int top, int right, int bottom) {
  const auto width = static_cast<std::size_t>(right - left);
  std::vector<std::int32_t> bend(width), step(width);
  int rows = 0;
  for (int y = top; y < bottom; y += 2, ++rows) {  // every second row is enough
    const std::uint8_t* row = grey.at(left, y);
    for (std::size_t x = 2; x + 1 < width; ++x) {
      bend[x] += bend_of(row[x - 2], row[x - 1], row[x], row[x + 1]);
      step[x] += std::min(std::abs(row[x] - row[x - 1]), kCap);
    }
  }
  Sums sums;
  for (std::size_t x = 2; x + 1 < width; ++x) {
    const std::size_t i = (static_cast<std::size_t>(left) + x) % kBlockEdge;
    sums.bend[i] += bend[x];
    sums.count[i] += rows;
    sums.steps += step[x];
  }
  return sums;
}

Sums steps_down(ImageView grey, int left, int top, int right, int bottom) {
  Sums sums;
  for (int y = top + 2; y + 1 < bottom; ++y) {
    const std::uint8_t *a = grey.at(left, y - 2), *b = grey.at(left, y - 1), *c = grey.at(left, y),
                       *d = grey.at(left, y + 1);
    const auto i = static_cast<std::size_t>(y) % kBlockEdge;
    int bend = 0, step = 0;
    for (int x = 0; x < right - left; ++x) {
      bend += bend_of(a[x], b[x], c[x], d[x]);
      step += std::min(std::abs(c[x] - b[x]), kCap);
    }
    sums.bend[i] += bend;
    sums.count[i] += right - left;
    sums.steps += step;
  }
  return sums;
}

std::array<double, kBlockEdge> means(const Sums& sums) {
  std::array<double, kBlockEdge> mean{};
  for (std::size_t i = 0; i < kBlockEdge; ++i) {
    if (sums.count[i] > 0)
      mean[i] = static_cast<double>(sums.bend[i]) / static_cast<double>(sums.count[i]) / 2;
  }
  return mean;
}

double mean_step(const Sums& across, const Sums& down) {
  std::int64_t count = 0;
  for (std::size_t i = 0; i < kBlockEdge; ++i) count += across.count[i] + down.count[i];
  return count > 0 ? static_cast<double>(across.steps + down.steps) / static_cast<double>(count) : 0;
}

}  // namespace

double BlockSteps::excess(const std::array<double, kBlockEdge>& steps, std::size_t position) {
  std::array<double, kBlockEdge - 1> others{};
  std::size_t n = 0;
  for (std::size_t i = 0; i < kBlockEdge; ++i) {
    if (i != position) others.at(n++) = steps[i];
  }
  std::nth_element(others.begin(), others.begin() + others.size() / 2, others.end());
  return steps.at(position) - others[others.size() / 2];
}

std::size_t BlockSteps::strongest(const std::array<double, kBlockEdge>& steps) {
  return static_cast<std::size_t>(std::max_element(steps.begin(), steps.end()) - steps.begin());
}

BlockSteps block_steps(ImageView grey, int left, int top, int width, int height) {
  constexpr int kSmallest = 2 * static_cast<int>(kBlockEdge);
  const int right = std::min(left + width, grey.width()), bottom = std::min(top + height, grey.height());
  left = std::max(left, 0);
  top = std::max(top, 0);
  BlockSteps result;
  if (right - left < kSmallest || bottom - top < kSmallest) return result;

  const Sums across = steps_across(grey, left, top, right, bottom);
  const Sums down = steps_down(grey, left, top, right, bottom);
  result.across = means(across);
  result.down = means(down);
  result.step = mean_step(across, down);
  return result;
}

}  // namespace photolint
