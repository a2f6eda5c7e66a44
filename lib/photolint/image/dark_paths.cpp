// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/dark_paths.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>

namespace photolint {
namespace {

constexpr std::array kSlopes = {-0.7, -0.525, -0.35, -0.175, 0.0, 0.175, 0.35, 0.525, 0.7};
constexpr int kForgiven = 4;  // one pixel in so many may be brighter

/// Largest (or smallest) value of each pixel's window of 2 radius + 1 in its row; neutral stands beyond the
/// ends.
template <class Pick>
std::vector<std::uint8_t> row_extreme(std::span<const std::uint8_t> row, int radius, std::uint8_t neutral,
                                      Pick pick) {
  const auto r = static_cast<std::size_t>(radius);
  const std::size_t window = 2 * r + 1;
  std::vector<std::uint8_t> runs(row.size() + 2 * r, neutral);
  std::copy(row.begin(), row.end(), runs.begin() + radius);
  // Runs of doubling length; two that overlap make the window.
  std::size_t length = 1;
  for (; 2 * length <= window; length *= 2) {
    for (std::size_t i = 0; i + length < runs.size(); ++i) runs[i] = pick(runs[i], runs[i + length]);
  }
  std::vector<std::uint8_t> out(row.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = pick(runs[i], runs[i + window - length]);
  return out;
}

/// How much darker each pixel is than the closing of its row with the window.
ImageBuffer depth_of(ImageView grey, int window) {
  ImageBuffer depth(grey.width(), grey.height(), 1);
  const int radius = window / 2;
  const auto larger = [](std::uint8_t a, std::uint8_t b) { return std::max(a, b); };
  const auto smaller = [](std::uint8_t a, std::uint8_t b) { return std::min(a, b); };
  for (int y = 0; y < grey.height(); ++y) {
    const std::span<const std::uint8_t> row(grey.row(y), static_cast<std::size_t>(grey.width()));
    const std::vector<std::uint8_t> closed =
        row_extreme(row_extreme(row, radius, 0, larger), radius, 255, smaller);
    for (int x = 0; x < grey.width(); ++x) {
      const auto i = static_cast<std::size_t>(x);
      *depth.at(x, y) = static_cast<std::uint8_t>(closed[i] - row[i]);
    }
  }
  return depth;
}

bool leads_up(ImageView depths, Point start, double slope, int height, double least) {
  const int x = static_cast<int>(std::floor(start.x));
  const int y = static_cast<int>(std::floor(start.y));
  int forgiven = height / kForgiven;
  for (int step = 0; step < height; ++step) {
    const int across = x + static_cast<int>(std::lround(slope * step));
    const int column = std::clamp(across, 0, depths.width() - 1);
    const int row = std::clamp(y - step, 0, depths.height() - 1);
    if (*depths.at(column, row) > least) continue;
    if (step < height / kForgiven || forgiven-- == 0) return false;
  }
  return true;
}

}  // namespace

std::vector<bool> dark_paths(ImageView grey, std::span<const Point> starts, int height, int window,
                             double depth) {
  std::vector<bool> found(starts.size(), false);
  if (grey.empty()) return found;
  const ImageBuffer depths = depth_of(grey, window);
  for (std::size_t i = 0; i < starts.size(); ++i) {
    found[i] = std::any_of(kSlopes.begin(), kSlopes.end(), [&](double slope) {
      return leads_up(depths.view(), starts[i], slope, height, depth);
    });
  }
  return found;
}

}  // namespace photolint
