// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/plane.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

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
    for (int x = 0; x < width; ++x) {
      float sum = 0;
      for (int k = -kReach; k <= kReach; ++k) {
        sum += kBinomial[static_cast<std::size_t>(k + kReach)] * in[std::clamp(x + k, 0, width - 1)];
      }
      out[x] = sum;
    }
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
  Plane best(height, width);  // sum of the best line that ends here; column by column
  std::vector<int> from(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
  for (int y = 0; y < height; ++y) best.row(0)[y] = plane.at(0, y);
  for (int x = 1; x < width; ++x) {
    const float* before = best.row(x - 1);
    float* now = best.row(x);
    int* origin = from.data() + std::ptrdiff_t{height} * x;
    for (int y = 0; y < height; ++y) {
      const int first = std::max(0, y - max_step);
      const int last = std::min(height - 1, y + max_step);
      const float* top = std::max_element(before + first, before + last + 1);
      origin[y] = static_cast<int>(top - before);
      now[y] = *top + plane.at(x, y);
    }
  }
  const float* end = best.row(width - 1);
  int y = static_cast<int>(std::max_element(end, end + height) - end);
  line.rows.resize(static_cast<std::size_t>(width));
  line.values.resize(static_cast<std::size_t>(width));
  for (int x = width - 1; x >= 0; --x) {
    line.rows[static_cast<std::size_t>(x)] = y;
    line.values[static_cast<std::size_t>(x)] = plane.at(x, y);
    y = from[static_cast<std::size_t>(std::ptrdiff_t{height} * x + y)];
  }
  return line;
}

}  // namespace photolint
