// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("colour-mode passes 24-bit RGB and YCbCr") {
  FileFacts file = good_file();
  CHECK(run_file_rule("FIL007", file).status == Status::pass);
  file.colour_mode = ColourMode::rgb;
  CHECK(run_file_rule("FIL007", file).status == Status::pass);
}

TEST_CASE("colour-mode says what is wrong") {
  const auto message = [](ColourMode mode, int components, int bits, bool alpha) {
    FileFacts file = good_file();
    file.colour_mode = mode;
    file.components = components;
    file.bits_per_component = bits;
    file.has_alpha = alpha;
    const Outcome outcome = run_file_rule("FIL007", file);
    return outcome.status == Status::fail ? outcome.message : "no fail";
  };
  CHECK(message(ColourMode::grey, 1, 8, false) == "grey");
  CHECK(message(ColourMode::cmyk, 4, 8, false) == "cmyk");
  CHECK(message(ColourMode::palette, 1, 8, false) == "palette");
  CHECK(message(ColourMode::rgb, 4, 8, true) == "alpha");
  CHECK(message(ColourMode::rgb, 3, 8, true) == "alpha");  // one colour declared transparent
  CHECK(message(ColourMode::rgb, 3, 16, false) == "depth");
  CHECK(message(ColourMode::rgb, 3, 7, false) == "depth");
  CHECK(message(ColourMode::other, 3, 8, false) == "components");
  CHECK(message(ColourMode::rgb, 5, 8, false) == "components");
}
