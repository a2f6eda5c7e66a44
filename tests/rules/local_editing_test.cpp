// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Squares of 8 pixels, brighter and darker in turn, their grid at (dx, dy), inside the box.
Photo gridded(int dx, int dy, int left, int top, int right, int bottom) {
  Photo photo = compliant_photo();
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      const int step = ((x + 8 - dx) / 8 + (y + 8 - dy) / 8) % 2 == 0 ? 3 : -3;
      for (int c = 0; c < 3; ++c) {
        std::uint8_t& v = photo.colour.at(x, y)[c];
        v = static_cast<std::uint8_t>(std::clamp(v + step, 0, 255));
      }
    }
  }
  photo.grey = grey_of(photo.colour);
  return photo;
}

/// Noise everywhere but on the person.
Photo noisy_wall(double sigma) {
  Photo photo = compliant_photo();
  const ImageBuffer rough = noisy(photo.colour, sigma, 5);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.at(x, y) == 0)
        std::copy_n(rough.view().at(x, y), 3, photo.colour.at(x, y));
    }
  }
  photo.grey = grey_of(photo.colour);
  return photo;
}

}  // namespace

TEST_CASE("local-editing passes a picture of one piece") {
  const Outcome outcome = run_rule("local-editing", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "background_noise") < 1);  // a flat background says nothing
}

TEST_CASE("local-editing fails a face with a compression grid of its own") {
  const Outcome outcome = run_rule("local-editing", gridded(3, 5, 100, 100, 380, 440));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "foreign-grid");
}

TEST_CASE("local-editing passes the file's own grid, and a foreign one that covers the whole picture") {
  CHECK(run_rule("local-editing", gridded(0, 0, 100, 100, 380, 440)).status == Status::pass);
  CHECK(run_rule("local-editing", gridded(3, 5, 0, 0, 480, 640)).status == Status::pass);
}

TEST_CASE("local-editing fails a clean face before a noisy wall and says nothing about little noise") {
  const Outcome outcome = run_rule("local-editing", noisy_wall(16));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "clean-face");
  CHECK(run_rule("local-editing", noisy_wall(2)).status == Status::pass);
}

TEST_CASE("local-editing decides on the printed values") {
  const Photo photo = noisy_wall(16);
  const double ratio = measured(run_rule("local-editing", photo), "noise_ratio");
  CHECK(run_rule("local-editing", photo, {{"min_noise_ratio", ratio}}).status == Status::pass);
  CHECK(run_rule("local-editing", photo, {{"min_noise_ratio", ratio + 0.01}}).status == Status::fail);
}

TEST_CASE("local-editing does not apply to a picture read at a reduced size") {
  const Outcome outcome = run_rule("local-editing", enlarged(compliant_photo(), 2));
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "scaled");
}

TEST_CASE("local-editing cannot be assessed without face, parsing or background") {
  CHECK(run_rule("local-editing", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("local-editing", photo).message == "no-parsing");
  Photo wall = compliant_photo();
  wall.background_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("local-editing", wall).message == "no-background");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("local-editing", point).status == Status::cannot_assess);
}
