// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/eye_checks.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace photolint {
namespace {

constexpr double kMostCovered = 0.5;  // of the box around the lids
constexpr double kMostBurnt = 0.15;   // a pupil's highlight takes some 0.01
constexpr double kFewestPixels = 40;  // between the eyes: an iris of 7 pixels
constexpr double kLidReach = 0.35;    // of the iris' radius
constexpr double kLowest = 0.65;
constexpr double kBoxMargin = 0.35;  // of the eye's width

}  // namespace

bool is_hidden(const EyeLook& eye) {
  return eye.covered_share > kMostCovered || eye.burnt_share > kMostBurnt;
}

bool shows_iris(const EyeLook& eye) {
  return eye.burnt_share <= kMostBurnt && eye.iris_contrast >= kOpenContrast;
}

bool eyes_too_small(const Analysis& analysis) {
  return analysis.eyes.value().eye_distance * analysis.scale < kFewestPixels;
}

Rect eyes_region(const EyeFacts& eyes) {
  const std::array corners = {eyes.left.corner_left, eyes.left.corner_right, eyes.right.corner_left,
                              eyes.right.corner_right};
  const auto [left, right] =
      std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.x < b.x; });
  const auto [top, bottom] =
      std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.y < b.y; });
  const double margin = kBoxMargin * std::max(eyes.left.width(), eyes.right.width());
  return {left->x, top->y - margin, right->x - left->x, bottom->y - top->y + 2 * margin};
}

std::vector<RowSpan> iris_ring(const Analysis& analysis, const EyeLook& eye, double from, double to) {
  const Point middle = analysis.to_working(eye.iris);
  const double radius = eye.iris_radius * analysis.scale;
  const Point across = (eye.corner_right - eye.corner_left) * (1 / std::max(eye.width(), 1e-6));
  const auto inside = [&](int x, int y) {
    const Point p = (Point{x + 0.5, y + 0.5} - middle) * (1 / radius);
    const double r = std::hypot(p.x, p.y);
    const double down = p.y * across.x - p.x * across.y;
    return r >= from && r < to && down > -kLidReach && down < kLowest;
  };
  std::vector<RowSpan> spans;
  const int top = std::max(0, static_cast<int>(std::floor(middle.y - radius)));
  const int bottom = std::min(analysis.colour.height(), static_cast<int>(std::ceil(middle.y + radius)));
  const int left = std::max(0, static_cast<int>(std::floor(middle.x - radius)));
  const int right = std::min(analysis.colour.width(), static_cast<int>(std::ceil(middle.x + radius)));
  for (int y = top; y < bottom; ++y) {
    int begin = left;
    for (int x = left; x <= right; ++x) {
      if (x < right && inside(x, y)) continue;
      if (begin < x) spans.push_back({y, begin, x});
      begin = x + 1;
    }
  }
  return spans;
}

}  // namespace photolint
