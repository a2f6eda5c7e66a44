// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/polygon.h"

#include <array>
#include <catch2/catch.hpp>
#include <limits>

using namespace photolint;

TEST_CASE("convex_hull drops inner points, points on sides and duplicates") {
  const std::array<Point, 8> points = {Point{0, 0}, {4, 0}, {4, 4}, {0, 4}, {2, 2}, {2, 0}, {4, 4}, {1, 3}};
  const std::vector<Point> hull = convex_hull(points);
  CHECK(hull == std::vector<Point>{{0, 0}, {4, 0}, {4, 4}, {0, 4}});
}

TEST_CASE("convex_hull of few or useless points is what is left of them") {
  CHECK(convex_hull({}).empty());
  const std::array<Point, 3> one = {Point{1, 1}, {1, 1}, {std::numeric_limits<double>::quiet_NaN(), 2}};
  CHECK(convex_hull(one) == std::vector<Point>{{1, 1}});
  const std::array<Point, 3> line = {Point{0, 0}, {1, 1}, {2, 2}};
  CHECK(convex_hull(line) == std::vector<Point>{{0, 0}, {2, 2}});
}

TEST_CASE("fill_polygon takes the pixels whose centres lie inside") {
  const std::array<Point, 4> box = {Point{1, 1}, {3, 1}, {3, 3}, {1, 3}};
  CHECK(fill_polygon(box, 10, 10) == std::vector<RowSpan>{{1, 1, 3}, {2, 1, 3}});
  const std::array<Point, 3> triangle = {Point{0, 0}, {4, 0}, {0, 4}};
  CHECK(fill_polygon(triangle, 10, 10) == std::vector<RowSpan>{{0, 0, 3}, {1, 0, 2}, {2, 0, 1}});
}

TEST_CASE("polygons that share a side share no pixel and leave none out") {
  // The common side runs through pixel centres.
  const std::array<Point, 4> left = {Point{0, 0}, {2.5, 0}, {2.5, 4}, {0, 4}};
  const std::array<Point, 4> right = {Point{2.5, 0}, {6, 0}, {6, 4}, {2.5, 4}};
  CHECK(area(fill_polygon(left, 6, 4)) == 8);
  CHECK(area(fill_polygon(right, 6, 4)) == 16);
  const std::array<Point, 3> lower = {Point{0, 0}, {6, 6}, {0, 6}};
  const std::array<Point, 3> upper = {Point{0, 0}, {6, 0}, {6, 6}};
  CHECK(area(fill_polygon(lower, 6, 6)) + area(fill_polygon(upper, 6, 6)) == 36);
}

TEST_CASE("fill_polygon leaves a hole where the sides cross twice") {
  // A U: the middle column is open at the top.
  const std::array<Point, 8> u = {Point{0, 0}, {1, 0}, {1, 2}, {2, 2}, {2, 0}, {3, 0}, {3, 3}, {0, 3}};
  CHECK(fill_polygon(u, 5, 5) == std::vector<RowSpan>{{0, 0, 1}, {0, 2, 3}, {1, 0, 1}, {1, 2, 3}, {2, 0, 3}});
}

TEST_CASE("fill_polygon stays inside the picture for any corners") {
  const std::array<Point, 4> huge = {
      Point{-1.7e308, -1.7e308}, {1.7e308, -1.7e308}, {1.7e308, 1.7e308}, {-1.7e308, 1.7e308}};
  for (const RowSpan& span : fill_polygon(huge, 3, 2)) {
    CHECK(span.y >= 0);
    CHECK(span.y < 2);
    CHECK(span.x_begin >= 0);
    CHECK(span.x_end <= 3);
  }
  const std::array<Point, 4> around = {Point{-9, -9}, {9, -9}, {9, 9}, {-9, 9}};
  CHECK(area(fill_polygon(around, 3, 2)) == 6);
  const std::array<Point, 3> outside = {Point{-9, -9}, {-5, -9}, {-5, -5}};
  CHECK(fill_polygon(outside, 3, 2).empty());
  const std::array<Point, 3> broken = {Point{0, 0}, {5, 0}, {0, std::numeric_limits<double>::infinity()}};
  CHECK(fill_polygon(broken, 3, 2).empty());
  CHECK(fill_polygon(std::array<Point, 2>{Point{0, 0}, {5, 5}}, 3, 2).empty());
  CHECK(fill_polygon(around, 0, 0).empty());
}

TEST_CASE("without_disc cuts the spans where the disc covers their centres") {
  const std::vector<RowSpan> rows = {{0, 0, 6}, {1, 0, 6}, {2, 0, 6}};
  CHECK(without_disc(rows, {3, 1.5}, 1) == std::vector<RowSpan>{{0, 0, 6}, {1, 0, 2}, {1, 4, 6}, {2, 0, 6}});
  CHECK(without_disc(rows, {3, 1.5}, 0) == rows);
  CHECK(without_disc(rows, {100, 1.5}, 2) == rows);
  CHECK(without_disc(rows, {-100, 1.5}, 2) == rows);
  CHECK(without_disc(rows, {3, 1.5}, 100).empty());
  const double nan = std::numeric_limits<double>::quiet_NaN();
  CHECK(area(without_disc(rows, {nan, 1.5}, 1)) <= area(rows));
  CHECK(without_disc(rows, {3, nan}, 1) == rows);
}
