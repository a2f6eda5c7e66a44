// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/blocking.h"

#include <catch2/catch.hpp>

#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr int kSize = 128;

/// Noise on squares of 8 pixels whose grid starts at (dx, dy), light and dark in turn.
ImageBuffer gridded(int dx, int dy, int contrast) {
  ImageBuffer image(kSize, kSize, 1);
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) {
      const bool light = ((x + 8 - dx) / 8 + (y + 8 - dy) / 8) % 2 == 0;
      *image.at(x, y) = static_cast<std::uint8_t>(light ? 120 + contrast : 120);
    }
  }
  return noisy(image, 1.5, 3);
}

BlockSteps steps_of(const ImageBuffer& image) {
  return block_steps(image.view(), 0, 0, image.width(), image.height());
}

}  // namespace

TEST_CASE("the grid is found where it lies, with the height of its steps") {
  const BlockSteps steps = steps_of(gridded(3, 5, 6));
  CHECK(BlockSteps::strongest(steps.across) == 3);
  CHECK(BlockSteps::strongest(steps.down) == 5);
  CHECK(BlockSteps::excess(steps.across, 3) > 3);
  CHECK(BlockSteps::excess(steps.across, 4) < 1);
}

TEST_CASE("the position counts from the picture's corner, not from the box") {
  const ImageBuffer image = gridded(0, 0, 6);
  const BlockSteps steps = block_steps(image.view(), 13, 21, 90, 90);
  CHECK(BlockSteps::strongest(steps.across) == 0);
  CHECK(BlockSteps::strongest(steps.down) == 0);
}

TEST_CASE("noise alone has no grid") {
  const BlockSteps steps = steps_of(gridded(0, 0, 0));
  CHECK(BlockSteps::excess(steps.across, BlockSteps::strongest(steps.across)) < 0.2);
  CHECK(steps.step > 1);
}

TEST_CASE("a box that is too small or outside gives no steps") {
  const ImageBuffer image = gridded(0, 0, 6);
  CHECK(block_steps(image.view(), 0, 0, 15, 100).step == 0);
  CHECK(block_steps(image.view(), 500, 0, 100, 100).step == 0);
  CHECK(block_steps(image.view(), -50, -50, 100, 100).step > 0);
}
