// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/outline.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

namespace photolint {
namespace {

constexpr double kPointsPerEyeDistance = 24;

/// Outermost person pixel of each row from both sides and of each column from above; -1 for none.
struct Extremes {
  std::vector<int> left, right, top;

  explicit Extremes(ImageView person)
      : left(static_cast<std::size_t>(person.height()), -1),
        right(left),
        top(static_cast<std::size_t>(person.width()), -1) {
    for (int y = 0; y < person.height(); ++y) {
      const std::uint8_t* row = person.row(y);
      int first = 0;
      while (first < person.width() && row[first] == 0) ++first;
      if (first == person.width()) continue;
      int last = person.width() - 1;
      while (row[last] == 0) --last;
      left[static_cast<std::size_t>(y)] = first;
      right[static_cast<std::size_t>(y)] = last;
      for (int x = first; x <= last; ++x) {
        int& top_of_column = top[static_cast<std::size_t>(x)];
        if (top_of_column < 0 && row[x] != 0) top_of_column = y;
      }
    }
  }
};

/// Whether the outline goes on around index i, and by how much it moves over 2 * step.
std::optional<int> slope_at(const std::vector<int>& ends, int i, int step) {
  const int size = static_cast<int>(ends.size());
  if (i < step || i + step >= size) return std::nullopt;
  const int before = ends[static_cast<std::size_t>(i - step)];
  const int after = ends[static_cast<std::size_t>(i + step)];
  if (before < 0 || ends[static_cast<std::size_t>(i)] < 0 || after < 0) return std::nullopt;
  return std::abs(after - before);
}

}  // namespace

std::vector<OutlinePoint> person_outline(const Analysis& analysis, double eye_distance, int margin) {
  const ImageView person = analysis.background.value().person.view();
  const Extremes ends(person);
  const int step = std::max(1, static_cast<int>(std::lround(eye_distance / kPointsPerEyeDistance)));
  std::vector<OutlinePoint> points;
  const auto add = [&](OutlinePoint p) {
    const bool inside =
        p.x >= margin && p.x < person.width() - margin && p.y >= margin && p.y < person.height() - margin;
    if (inside) points.push_back(p);
  };
  for (int y = step / 2; y < person.height(); y += step) {
    const auto row = static_cast<std::size_t>(y);
    const auto left = slope_at(ends.left, y, step);
    if (left && *left <= 2 * step) add({ends.left[row], y, -1, 0});
    const auto right = slope_at(ends.right, y, step);
    if (right && *right <= 2 * step) add({ends.right[row], y, 1, 0});
  }
  for (int x = step / 2; x < person.width(); x += step) {
    const auto top = slope_at(ends.top, x, step);
    if (top && *top < 2 * step) add({x, ends.top[static_cast<std::size_t>(x)], 0, -1});
  }
  return points;
}

OutlinePart outline_part(const Analysis& analysis, const OutlinePoint& point, int inside) {
  const ParsingFacts& parsing = analysis.parsing.value();
  const Point at = Point{point.x - point.out_x * inside + 0.5, point.y - point.out_y * inside + 0.5} *
                   (1 / analysis.scale);
  if (!parsing.covers(at)) {
    return at.y > analysis.head.value().chin.y ? OutlinePart::clothes : OutlinePart::other;
  }
  switch (parsing.at(at)) {
    case PortraitClass::cloth:
      return OutlinePart::clothes;
    case PortraitClass::hair:
    case PortraitClass::hat:
      return OutlinePart::hair;
    default:
      return OutlinePart::other;
  }
}

}  // namespace photolint
