// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/plane.h"

#include <catch2/catch.hpp>

#include "tests/support/image_builder.h"

using namespace photolint;

TEST_CASE("a luma plane holds Rec. 601 luma in the given unit") {
  const ImageBuffer image = test::flat_image(4, 3, {200, 100, 50});
  const Plane plane = luma_plane(image.view(), 100);
  CHECK(plane.width() == 4);
  CHECK(plane.height() == 3);
  CHECK(plane.at(3, 2) == Approx((0.299 * 200 + 0.587 * 100 + 0.114 * 50) / 100));
}

TEST_CASE("smoothing keeps flat planes and spreads a point by the binomial") {
  const Plane flat = smoothed(Plane(7, 5, 3));
  CHECK(flat.at(0, 0) == Approx(3));
  CHECK(flat.at(6, 4) == Approx(3));
  Plane point(9, 9);
  point.row(4)[4] = 256;
  const Plane spread = smoothed(point);
  CHECK(spread.at(4, 4) == Approx(36));
  CHECK(spread.at(5, 4) == Approx(24));
  CHECK(spread.at(6, 6) == Approx(1));
  CHECK(spread.at(7, 4) == Approx(0));
}

TEST_CASE("the strongest line follows a slope that its step allows") {
  Plane plane(10, 12);
  for (int x = 0; x < 10; ++x) plane.row(1 + x)[x] = 5;
  const CrossingLine steep = strongest_line(plane, 1);
  CHECK(steep.rows.front() == 1);
  CHECK(steep.rows.back() == 10);
  CHECK(steep.mean() == Approx(5));
  CHECK(strongest_line(plane, 0).mean() == Approx(0.5));
}

TEST_CASE("percentiles of a line; an empty plane has an empty line") {
  Plane plane(4, 1);
  for (int x = 0; x < 4; ++x) plane.row(0)[x] = static_cast<float>(x + 1);
  const CrossingLine line = strongest_line(plane, 1);
  CHECK(line.percentile(0) == Approx(1));
  CHECK(line.percentile(0.5) == Approx(2));
  CHECK(line.percentile(1) == Approx(4));
  CHECK(strongest_line(Plane(), 1).percentile(0.5) == 0);
  CHECK(strongest_line(Plane(), 1).mean() == 0);
}
