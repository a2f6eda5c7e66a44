// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <limits>

namespace photolint {
namespace {

constexpr std::array kBinomial = {1.F / 16, 4.F / 16, 6.F / 16, 4.F / 16, 1.F / 16};
constexpr int kReach = 2;

}  // namespace

Plane luma_plane(ImageView colour, double unit) {
  const auto blue = static_cast<float>(0.114 / unit);
  const auto green = static_cast<float>(0.587 / unit);
  const auto red = static_cast<float>(0.299 / unit);
  Plane plane(colour.width(), colour.height());
  for (int y = 0; y < colour.height(); ++y) {
    const std::uint8_t* p = colour.row(y);
    float* out = plane.row(y);
    for (int x = 0; x < colour.width(); ++x, p += 3) {
      out[x] = blue * float(p[0]) + green * float(p[1]) + red * float(p[2]);
    }
  }
  return plane;
}

Plane smoothed(const Plane& plane) {
  const int width = plane.width();
  const int height = plane.height();
  Plane across(width, height);
  for (int y = 0; y < height; ++y) {
    const float* in = plane.row(y);
    float* out = across.row(y);
    const auto sum_at = [in](const std::array<int, kBinomial.size()>& columns) {
      float sum = 0;
      for (std::size_t k = 0; k < kBinomial.size(); ++k) sum += kBinomial[k] * in[columns[k]];
      return sum;
    };
    const auto at_border = [&](int x) {
      const auto cut = [&](int column) { return std::clamp(column, 0, width - 1); };
      return sum_at({cut(x - 2), cut(x - 1), x, cut(x + 1), cut(x + 2)});
    };
    const int begin = std::min(kReach, width);
    const int end = std::max(begin, width - kReach);
    for (int x = 0; x < begin; ++x) out[x] = at_border(x);
    for (int x = begin; x < end; ++x) out[x] = sum_at({x - 2, x - 1, x, x + 1, x + 2});
    for (int x = end; x < width; ++x) out[x] = at_border(x);
  }
  Plane result(width, height);
  for (int y = 0; y < height; ++y) {
    float* out = result.row(y);
    for (int k = -kReach; k <= kReach; ++k) {
      const float weight = kBinomial[static_cast<std::size_t>(k + kReach)];
      const float* in = across.row(std::clamp(y + k, 0, height - 1));
      for (int x = 0; x < width; ++x) out[x] += weight * in[x];
    }
  }
  return result;
}

double CrossingLine::percentile(double share) const {
  if (values.empty()) return 0;
  std::vector<float> sorted = values;
  const auto count = static_cast<double>(sorted.size());
  const auto rank = std::clamp(std::ceil(share * count) - 1, 0., count - 1);
  const auto at = sorted.begin() + static_cast<std::ptrdiff_t>(rank);
  std::nth_element(sorted.begin(), at, sorted.end());
  return *at;
}

double CrossingLine::mean() const {
  if (values.empty()) return 0;
  double sum = 0;
  for (const float value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

CrossingLine strongest_line(const Plane& plane, int max_step) {
  const int width = plane.width();
  const int height = plane.height();
  CrossingLine line;
  if (width == 0 || height == 0) return line;
  // Sums of the best lines that end at a pixel, column by column, with a margin that no line takes.
  Plane best(height + 2 * max_step, width, -std::numeric_limits<float>::infinity());
  for (int x = 0; x < width; ++x) {
    float* now = best.row(x) + max_step;
    std::fill_n(now, height, 0.F);
    if (x > 0) {
      const float* before = best.row(x - 1);
      std::copy_n(before, height, now);
      for (int step = 1; step <= 2 * max_step; ++step) {
        for (int y = 0; y < height; ++y) now[y] = std::max(now[y], before[y + step]);
      }
    }
    for (int y = 0; y < height; ++y) now[y] += plane.at(x, y);
  }
  line.rows.resize(static_cast<std::size_t>(width));
  line.values.resize(static_cast<std::size_t>(width));
  const auto strongest = [&](int x, int first, int last) {
    const float* sums = best.row(x) + max_step;
    return static_cast<int>(std::max_element(sums + first, sums + last + 1) - sums);
  };
  int y = strongest(width - 1, 0, height - 1);
  for (int x = width - 1; x >= 0; --x) {
    line.rows[static_cast<std::size_t>(x)] = y;
    line.values[static_cast<std::size_t>(x)] = plane.at(x, y);
    if (x > 0) y = strongest(x - 1, std::max(0, y - max_step), std::min(height - 1, y + max_step));
  }
  return line;
}

}  // namespace photolint
