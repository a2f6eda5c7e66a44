// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>

namespace photolint {
namespace {

constexpr int kReach = 2;  // of five taps
using Rows = std::array<const float*, 2 * kReach + 1>;

void weigh(const Taps& taps, const Rows& in, int width, float* out) {
  for (int x = 0; x < width; ++x) {
    out[x] = taps[0] * in[0][x] + taps[1] * in[1][x] + taps[2] * in[2][x] + taps[3] * in[3][x] +
             taps[4] * in[4][x];
  }
}

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

Plane smoothed(const Plane& plane, const Taps& taps) {
  const int width = plane.width();
  const int height = plane.height();
  if (width == 0) return plane;
  Plane across(width, height);
  std::vector<float> wide(static_cast<std::size_t>(width + 2 * kReach));  // a row with its repeated ends
  for (int y = 0; y < height; ++y) {
    const float* in = plane.row(y);
    std::fill_n(wide.begin(), kReach, in[0]);
    std::copy_n(in, width, wide.begin() + kReach);
    std::fill_n(wide.end() - kReach, kReach, in[width - 1]);
    Rows shifted;
    for (std::size_t k = 0; k < shifted.size(); ++k) shifted[k] = wide.data() + k;
    weigh(taps, shifted, width, across.row(y));
  }
  Plane result(width, height);
  for (int y = 0; y < height; ++y) {
    Rows near;
    for (int k = -kReach; k <= kReach; ++k) {
      near[static_cast<std::size_t>(k + kReach)] = across.row(std::clamp(y + k, 0, height - 1));
    }
    weigh(taps, near, width, result.row(y));
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
  // The sum of the best line that ends here, column by column; above and below the plane no line runs.
  Plane best(height + 2 * max_step, width, -std::numeric_limits<float>::infinity());
  for (int y = 0; y < height; ++y) best.row(0)[max_step + y] = plane.at(0, y);
  for (int x = 1; x < width; ++x) {
    const float* before = best.row(x - 1);
    float* now = best.row(x) + max_step;
    for (int step = 0; step <= 2 * max_step; ++step) {
      for (int y = 0; y < height; ++y) now[y] = std::max(now[y], before[y + step]);
    }
    for (int y = 0; y < height; ++y) now[y] += plane.at(x, y);
  }
  line.rows.resize(static_cast<std::size_t>(width));
  line.values.resize(static_cast<std::size_t>(width));
  int first = 0;  // of the rows of best that the line may come from
  int last = best.width() - 1;
  for (int x = width - 1; x >= 0; --x) {
    const float* sums = best.row(x);
    first = static_cast<int>(std::max_element(sums + first, sums + last + 1) - sums) - max_step;
    last = first + 2 * max_step;
    line.rows[static_cast<std::size_t>(x)] = first;
    line.values[static_cast<std::size_t>(x)] = plane.at(x, first);
  }
  return line;
}

}  // namespace photolint
