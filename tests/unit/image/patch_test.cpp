// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/patch.h"

#include <catch2/catch.hpp>

#include "tests/support/image_builder.h"

using namespace photolint;

TEST_CASE("a patch on the picture's own raster copies its pixels and continues its edges") {
  const ImageBuffer image = test::checker_image(8, 8, 1, 10, 200);
  const PatchGrid grid{{-2, 0}, {1, 0}, {0, 1}, 6, 4};
  const ImageBuffer patch = sample_patch(image.view(), grid);
  for (int y = 0; y < 4; ++y) {
    for (int x = 2; x < 6; ++x) CHECK(*patch.view().at(x, y) == *image.view().at(x - 2, y));
    CHECK(*patch.view().at(0, y) == *image.view().at(0, y));
  }
}

TEST_CASE("a coarse patch holds means, not single pixels") {
  const ImageBuffer image = test::checker_image(16, 16, 1, 0, 200);
  const ImageBuffer patch = sample_patch(image.view(), {{2, 2}, {4, 0}, {0, 4}, 3, 3});
  CHECK(int(*patch.view().at(1, 1)) == Approx(100).margin(1));
}

TEST_CASE("a turned patch follows its axes, and points go back and forth") {
  const ImageBuffer ramp = test::ramp_image(100, 100, {0, 0, 0}, {255, 255, 255});
  const PatchGrid grid{{80, 20}, {0, 1}, {-1, 0}, 20, 40};  // down the patch is to the left of the picture
  const ImageBuffer patch = sample_patch(ramp.view(), grid);
  CHECK(*patch.view().at(3, 30) < *patch.view().at(3, 2));
  const Point there = grid.at(7, 9);
  CHECK(there.x == Approx(71));
  CHECK(there.y == Approx(27));
  CHECK(grid.from(there).x == Approx(7));
  CHECK(grid.from(there).y == Approx(9));
}
