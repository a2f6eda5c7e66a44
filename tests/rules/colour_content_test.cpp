// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include <array>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr int kSide = 100;

Outcome check(int coloured_rows, std::array<std::uint8_t, 3> bgr) {
  ImageBuffer image(kSide, kSide, 3, 128);
  for (int y = 0; y < coloured_rows; ++y) {
    for (int x = 0; x < kSide; ++x) std::copy(bgr.begin(), bgr.end(), image.at(x, y));
  }
  Analysis analysis;
  analysis.colour = image.view();
  return run_rule("FIL008", analysis);
}

constexpr std::array<std::uint8_t, 3> kSkin = {140, 160, 210};

}  // namespace

TEST_CASE("colour-content needs the share of coloured pixels, limit included") {
  CHECK(check(100, kSkin).status == Status::pass);
  CHECK(check(5, kSkin).status == Status::pass);
  CHECK(check(4, kSkin).status == Status::fail);
  CHECK(check(4, kSkin).message == "grey");
  CHECK(check(0, kSkin).measured.at(0).value == 0);
}

TEST_CASE("colour-content: a slight tint is grey, a clear one is colour") {
  CHECK(check(100, {120, 128, 136}).status == Status::fail);
  CHECK(check(100, {112, 128, 144}).status == Status::pass);
  CHECK(check(100, {0, 0, 0}).status == Status::fail);
  CHECK(check(100, {255, 255, 255}).status == Status::fail);
  CHECK(check(100, {255, 197, 100}).status == Status::pass);  // the reference background
  CHECK(check(100, {255, 0, 0}).status == Status::pass);
}

TEST_CASE("colour-content cannot assess a picture without pixels") {
  CHECK(run_rule("FIL008", Analysis{}).status == Status::cannot_assess);
}
