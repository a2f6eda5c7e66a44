// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_picture(ImageBuffer colour) {
  Photo photo = compliant_photo();
  photo.colour = std::move(colour);
  photo.grey = grey_of(photo.colour);
  return photo;
}

/// Squares of 8 pixels, red and green in turn, of about the same brightness.
Photo blotched(int amplitude) {
  ImageBuffer colour = compliant_photo().colour;
  for (int y = 0; y < colour.height(); ++y) {
    for (int x = 0; x < colour.width(); ++x) {
      const int sign = (x / 8 + y / 8) % 2 == 0 ? 1 : -1;
      std::uint8_t* p = colour.at(x, y);
      p[2] = static_cast<std::uint8_t>(std::clamp(p[2] + sign * amplitude, 0, 255));
      p[1] = static_cast<std::uint8_t>(std::clamp(p[1] - sign * amplitude / 2, 0, 255));
    }
  }
  return with_picture(std::move(colour));
}

}  // namespace

TEST_CASE("noise passes a clean skin and grows with the noise of the picture") {
  CHECK(run_rule("noise", compliant_photo()).status == Status::pass);
  const double some =
      measured(run_rule("noise", with_picture(noisy(compliant_photo().colour, 4, 1))), "noise_sigma");
  const double more =
      measured(run_rule("noise", with_picture(noisy(compliant_photo().colour, 10, 1))), "noise_sigma");
  CHECK(some > 2);
  CHECK(more > some + 2);
}

TEST_CASE("noise fails grainy skin") {
  const Outcome outcome = run_rule("noise", with_picture(noisy(compliant_photo().colour, 16, 1)));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "noisy");
}

TEST_CASE("noise fails coloured blotches that have no brightness") {
  const Outcome outcome = run_rule("noise", blotched(16));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "colour-noise");
  CHECK(run_rule("noise", blotched(1)).status == Status::pass);
}

TEST_CASE("noise decides on the printed values") {
  const Photo photo = with_picture(noisy(compliant_photo().colour, 10, 1));
  const double sigma = measured(run_rule("noise", photo), "noise_sigma");
  CHECK(run_rule("noise", photo, {{"max_noise", sigma}, {"max_chroma_noise", 100.0}}).status == Status::pass);
  CHECK(run_rule("noise", photo, {{"max_noise", sigma - 0.1}, {"max_chroma_noise", 100.0}}).status ==
        Status::fail);
}

TEST_CASE("noise looks past freckles") {
  Photo photo = compliant_photo();
  for (int y = 180; y < 420; y += 17) {
    for (int x = 130; x < 350; x += 17) {
      for (int i = 0; i < 4; ++i) std::fill_n(photo.colour.at(x, y + i), 12, std::uint8_t{110});
    }
  }
  photo.grey = grey_of(photo.colour);
  CHECK(run_rule("noise", photo).status == Status::pass);
}

TEST_CASE("noise cannot be assessed without face, parsing or skin") {
  CHECK(run_rule("noise", with_all_facts(compliant_photo(), {FactState::absent, ""})).message == "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("noise", photo).message == "no-parsing");
  Photo hidden = compliant_photo();
  hidden.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::hair));
  CHECK(run_rule("noise", hidden).status == Status::cannot_assess);
  CHECK(run_rule("noise", hidden).message == "no-skin");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("noise", point).status == Status::cannot_assess);
}
