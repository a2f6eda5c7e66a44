// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/polygon.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace photolint {
namespace {

bool finite(Point p) {
  return std::isfinite(p.x) && std::isfinite(p.y);
}

/// Twice the signed area of the triangle o, a, b.
double cross(Point o, Point a, Point b) {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/// First pixel whose centre is not left of x, held inside 0..width; 0 for not-a-number, which huge
/// coordinates can make.
int first_pixel(double x, int width) {
  if (!(x > 0.5)) return 0;
  return static_cast<int>(std::min(std::ceil(x - 0.5), static_cast<double>(width)));
}

/// x of every side that the horizontal line at y crosses, ascending.
void crossings(std::span<const Point> corners, double y, std::vector<double>& found) {
  found.clear();
  for (std::size_t i = 0; i < corners.size(); ++i) {
    const Point a = corners[i];
    const Point b = corners[i + 1 == corners.size() ? 0 : i + 1];
    if ((a.y <= y) == (b.y <= y)) continue;
    found.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
  }
  std::sort(found.begin(), found.end());
}

void append(std::vector<RowSpan>& spans, RowSpan span) {
  if (span.x_begin < span.x_end) spans.push_back(span);
}

}  // namespace

std::int64_t area(std::span<const RowSpan> spans) {
  std::int64_t pixels = 0;
  for (const RowSpan& span : spans) pixels += span.x_end - span.x_begin;
  return pixels;
}

std::vector<Point> convex_hull(std::span<const Point> points) {
  std::vector<Point> sorted;
  std::copy_if(points.begin(), points.end(), std::back_inserter(sorted), finite);
  std::sort(sorted.begin(), sorted.end(),
            [](Point a, Point b) { return a.x < b.x || (a.x == b.x && a.y < b.y); });
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  if (sorted.size() < 3) return sorted;

  // Andrew's monotone chain: the lower side from left to right, then the upper one back.
  std::vector<Point> hull;
  const auto add = [&hull](Point p, std::size_t keep) {
    while (hull.size() >= keep + 2 && cross(hull[hull.size() - 2], hull.back(), p) <= 0) hull.pop_back();
    hull.push_back(p);
  };
  for (const Point p : sorted) add(p, 0);
  const std::size_t lower = hull.size() - 1;
  for (auto p = sorted.rbegin() + 1; p != sorted.rend(); ++p) add(*p, lower);
  hull.pop_back();
  return hull;
}

std::vector<RowSpan> fill_polygon(std::span<const Point> corners, int width, int height) {
  if (corners.size() < 3 || !std::all_of(corners.begin(), corners.end(), finite)) return {};
  const auto [top, bottom] =
      std::minmax_element(corners.begin(), corners.end(), [](Point a, Point b) { return a.y < b.y; });
  const int begin = first_pixel(top->y, height);
  const int end = first_pixel(bottom->y, height);
  std::vector<RowSpan> spans;
  spans.reserve(static_cast<std::size_t>(std::max(end - begin, 0)));
  std::vector<double> found;
  for (int y = begin; y < end; ++y) {
    crossings(corners, y + 0.5, found);
    for (std::size_t i = 0; i + 1 < found.size(); i += 2) {
      append(spans, {y, first_pixel(found[i], width), first_pixel(found[i + 1], width)});
    }
  }
  return spans;
}

std::vector<RowSpan> without_disc(std::span<const RowSpan> spans, Point centre, double radius) {
  std::vector<RowSpan> rest;
  rest.reserve(spans.size() * 2);
  for (const RowSpan& span : spans) {
    const double dy = span.y + 0.5 - centre.y;
    const double half = radius * radius - dy * dy;
    if (!(half > 0)) {
      rest.push_back(span);
      continue;
    }
    const int hole_begin = first_pixel(centre.x - std::sqrt(half), span.x_end);
    const int hole_end = first_pixel(centre.x + std::sqrt(half), span.x_end);
    append(rest, {span.y, span.x_begin, std::min(span.x_end, hole_begin)});
    append(rest, {span.y, std::max(span.x_begin, hole_end), span.x_end});
  }
  return rest;
}

}  // namespace photolint
