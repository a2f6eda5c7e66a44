// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/blocking.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <vector>

namespace photolint {
namespace {

constexpr int kCap = 12;

/// So many numbers of at most kCap add up to less than 2^15: sums of 16 bits let the compiler handle twice as
/// many pixels at a time as those of 32.
constexpr int kMost = 2048;

/// Sums of one direction by position modulo 8.
struct Sums {
  std::array<std::int64_t, kBlockEdge> bend{};  // twice the step less its neighbours
  std::array<std::int64_t, kBlockEdge> count{};
  std::int64_t steps = 0;
};

std::uint8_t step_of(std::uint8_t a, std::uint8_t b) {
  return static_cast<std::uint8_t>(std::max(a, b) - std::min(a, b));
}

/// a, b, c, d: four pixels in a row; the step lies between b and c.
std::int16_t bend_of(std::uint8_t a, std::uint8_t b, std::uint8_t c, std::uint8_t d) {
  const auto bend = static_cast<std::int16_t>(2 * step_of(b, c) - step_of(a, b) - step_of(c, d));
  return std::max<std::int16_t>(std::min<std::int16_t>(bend, kCap), -kCap);
}

std::int16_t capped_step(std::uint8_t a, std::uint8_t b) {
  return std::min<std::uint8_t>(step_of(a, b), kCap);
}

/// Bends and steps along at most 2 * kMost rows, added up for each column first: such loops run several
/// pixels at a time.
void add_across(ImageView grey, int left, int top, int right, int bottom, Sums& sums) {
  const auto width = static_cast<std::size_t>(right - left);
  std::vector<std::int16_t> bend(width), step(width);
  int rows = 0;
  for (int y = top; y < bottom; y += 2, ++rows) {  // every second row is enough
    const std::uint8_t* row = grey.at(left, y);
    for (std::size_t x = 2; x + 1 < width; ++x) {
      bend[x] = static_cast<std::int16_t>(bend[x] + bend_of(row[x - 2], row[x - 1], row[x], row[x + 1]));
      step[x] = static_cast<std::int16_t>(step[x] + capped_step(row[x - 1], row[x]));
    }
  }
  for (std::size_t x = 2; x + 1 < width; ++x) {
    const std::size_t i = (static_cast<std::size_t>(left) + x) % kBlockEdge;
    sums.bend[i] += bend[x];
    sums.count[i] += rows;
    sums.steps += step[x];
  }
}

Sums steps_across(ImageView grey, int left, int top, int right, int bottom) {
  Sums sums;
  for (int y = top; y < bottom; y += 2 * kMost) {
    add_across(grey, left, y, right, std::min(y + 2 * kMost, bottom), sums);
  }
  return sums;
}

/// Bends and steps between row y - 1 and row y.
void add_down(ImageView grey, int left, int right, int y, Sums& sums) {
  const std::uint8_t *a = grey.row(y - 2), *b = grey.row(y - 1), *c = grey.row(y), *d = grey.row(y + 1);
  const auto i = static_cast<std::size_t>(y) % kBlockEdge;
  for (int begin = left; begin < right; begin += kMost) {
    const int end = std::min(begin + kMost, right);
    std::int16_t bend = 0, step = 0;
    for (int x = begin; x < end; ++x) {
      bend = static_cast<std::int16_t>(bend + bend_of(a[x], b[x], c[x], d[x]));
      step = static_cast<std::int16_t>(step + capped_step(b[x], c[x]));
    }
    sums.bend[i] += bend;
    sums.steps += step;
  }
  sums.count[i] += right - left;
}

Sums steps_down(ImageView grey, int left, int top, int right, int bottom) {
  Sums sums;
  for (int y = top + 2; y + 1 < bottom; ++y) add_down(grey, left, right, y, sums);
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
