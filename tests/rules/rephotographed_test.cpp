// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// A wave of some grey levels over the whole picture, with noise.
Photo with_wave(double amplitude, double period) {
  Photo photo = compliant_photo();
  photo.colour = noisy(std::move(photo.colour), 1.5, 7);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      const double wave = amplitude * std::cos(2 * 3.14159265 * (x + 0.2 * y) / period);
      for (int c = 0; c < 3; ++c) {
        std::uint8_t& v = photo.colour.at(x, y)[c];
        v = static_cast<std::uint8_t>(std::clamp(v + wave, 0.0, 255.0));
      }
    }
  }
  photo.grey = grey_of(photo.colour);
  return photo;
}

}  // namespace

TEST_CASE("rephotographed passes plain walls with noise") {
  const Outcome outcome = run_rule("rephotographed", with_wave(0, 5));
  CHECK(outcome.status == Status::pass);
}

TEST_CASE("rephotographed fails a regular pattern and measures its period") {
  const Outcome outcome = run_rule("rephotographed", with_wave(6, 5));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "pattern");
  CHECK(measured(outcome, "pattern_period") == Approx(5).margin(0.4));
  CHECK(run_rule("rephotographed", with_wave(6, 5), {{"max_pattern", 1e6}}).status == Status::pass);
}

TEST_CASE("rephotographed fails the edges of a print") {
  Photo photo = compliant_photo();
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      const bool paper = x > 20 + 0.03 * y && x < 460 - 0.01 * y && y > 25 + 0.02 * x && y < 610;
      if (!paper) std::fill_n(photo.colour.at(x, y), 3, static_cast<std::uint8_t>(60 + (x * 7 + y * 13) % 9));
    }
  }
  photo.grey = grey_of(photo.colour);
  const Outcome outcome = run_rule("rephotographed", photo);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "paper-edge");
}

TEST_CASE("rephotographed cannot be assessed without its facts or flat places") {
  CHECK(run_rule("rephotographed", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo full = compliant_photo();
  for (int y = 0; y < full.background.person.height(); ++y) {
    std::fill_n(full.background.person.row(y), full.background.person.width(), std::uint8_t{255});
  }
  for (Point& p : full.faces.faces.front().landmarks) p = p * 0.3;
  CHECK(run_rule("rephotographed", full).status == Status::cannot_assess);
  CHECK(run_rule("rephotographed", full).message == "nothing-flat");
}
