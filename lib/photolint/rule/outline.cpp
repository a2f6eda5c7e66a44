// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/outline.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>

namespace photolint {
namespace {

constexpr double kPointsPerEyeDistance = 24;

constexpr int kNone = -1;

/// Where a row of the person begins or ends, and a column begins.
int first_of_row(ImageView person, int y) {
  const std::uint8_t* row = person.row(y);
  const void* const found = std::memchr(row, 255, static_cast<std::size_t>(person.width()));
  return found == nullptr ? kNone : static_cast<int>(static_cast<const std::uint8_t*>(found) - row);
}

int last_of_row(ImageView person, int y) {
  const std::uint8_t* row = person.row(y);
  int x = person.width() - 1;
  while (x >= 0 && row[x] == 0) --x;
  return x;
}

int top_of_column(ImageView person, int x) {
  int y = 0;
  while (y < person.height() && *person.at(x, y) == 0) ++y;
  return y < person.height() ? y : kNone;
}

/// The ends, one a step, around index i: how far the outline moves over two steps; nothing where it does not
/// go on.
std::optional<int> slope_at(const std::vector<int>& ends, std::size_t i) {
  if (i < 1 || i + 1 >= ends.size()) return std::nullopt;
  if (ends[i - 1] == kNone || ends[i] == kNone || ends[i + 1] == kNone) return std::nullopt;
  return std::abs(ends[i + 1] - ends[i - 1]);
}

}  // namespace

std::vector<OutlinePoint> person_outline(const Analysis& analysis, double eye_distance, int margin) {
  const ImageView person = analysis.background.value().person.view();
  const int step = std::max(1, static_cast<int>(std::lround(eye_distance / kPointsPerEyeDistance)));
  std::vector<int> left, right, top;
  for (int y = step / 2; y < person.height(); y += step) {
    left.push_back(first_of_row(person, y));
    right.push_back(last_of_row(person, y));
  }
  for (int x = step / 2; x < person.width(); x += step) top.push_back(top_of_column(person, x));

  std::vector<OutlinePoint> points;
  const auto add = [&](OutlinePoint p) {
    const bool inside =
        p.x >= margin && p.x < person.width() - margin && p.y >= margin && p.y < person.height() - margin;
    if (inside) points.push_back(p);
  };
  const auto place = [&](std::size_t i) { return step / 2 + static_cast<int>(i) * step; };
  for (std::size_t i = 0; i < left.size(); ++i) {
    const auto on_left = slope_at(left, i);
    if (on_left && *on_left <= 2 * step) add({left[i], place(i), -1, 0});
    const auto on_right = slope_at(right, i);
    if (on_right && *on_right <= 2 * step) add({right[i], place(i), 1, 0});
  }
  for (std::size_t i = 0; i < top.size(); ++i) {
    const auto above = slope_at(top, i);
    if (above && *above < 2 * step) add({place(i), top[i], 0, -1});
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
