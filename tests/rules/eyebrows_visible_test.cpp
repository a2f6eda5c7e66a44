// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr Rgb kHair{30, 28, 26};

/// Strands over both brows, every step pixels, from the hairline down to y.
Photo with_strands(int step, int bottom, int left = 150, int right = 330) {
  Photo photo = compliant_photo();
  for (int x = left; x < right; x += step) repaint(photo, kHair, {double(x), 150, 2, bottom - 150.0});
  return photo;
}

}  // namespace

TEST_CASE("eyebrows-visible passes free brows, and bushy ones") {
  CHECK(run_rule("eyebrows-visible", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("eyebrows-visible", compliant_photo()), "brow_left") == 0);
  Photo bushy = compliant_photo();
  relabel(bushy, PortraitClass::brow, {155, 205, 70, 25});
  repaint(bushy, kHair, {158, 209, 64, 18});
  CHECK(run_rule("eyebrows-visible", bushy).status == Status::pass);
}

TEST_CASE("eyebrows-visible measures the share of single strands") {
  const Outcome thin = run_rule("eyebrows-visible", with_strands(6, 226));
  CHECK(thin.status == Status::fail);
  CHECK(measured(thin, "brow_left") == Approx(0.33).margin(0.12));
  CHECK(run_rule("eyebrows-visible", with_strands(40, 226)).status == Status::pass);
}

TEST_CASE("eyebrows-visible leaves strands alone that end above the brows") {
  CHECK(run_rule("eyebrows-visible", with_strands(6, 190)).status == Status::pass);
  CHECK(run_rule("eyebrows-visible", with_strands(6, 198)).status == Status::pass);
}

TEST_CASE("eyebrows-visible takes side hair at the temple for no fringe") {
  Photo photo = compliant_photo();
  relabel(photo, PortraitClass::hair, {130, 150, 35, 90});
  relabel(photo, PortraitClass::hair, {315, 150, 35, 90});
  CHECK(run_rule("eyebrows-visible", photo).status == Status::pass);
}

TEST_CASE("eyebrows-visible fails dense hair on one brow, and hair that parsing takes for skin") {
  Photo left = compliant_photo();
  relabel(left, PortraitClass::hair, {140, 150, 90, 80});
  CHECK(run_rule("eyebrows-visible", left).message == "left-covered");
  Photo right = compliant_photo();
  relabel(right, PortraitClass::hat, {250, 150, 90, 80});
  CHECK(run_rule("eyebrows-visible", right).message == "right-covered");
  // By colour only where the hair's hue differs from the skin's.
  Photo unseen = compliant_photo();
  constexpr Rgb kBlack{22, 26, 30};
  repaint(unseen, kBlack, {100, 75, 280, 153});
  CHECK(run_rule("eyebrows-visible", unseen).status == Status::fail);
}

TEST_CASE("eyebrows-visible takes a shadow for no hair, and a bald head for uncovered") {
  Photo shadow = compliant_photo();
  for (int y = 150; y < 240; ++y) {
    for (int x = 140; x < 340; ++x) {
      for (int c = 0; c < 3; ++c)
        shadow.colour.at(x, y)[c] = static_cast<std::uint8_t>(shadow.colour.at(x, y)[c] / 3);
    }
  }
  CHECK(run_rule("eyebrows-visible", shadow).status == Status::pass);
  Photo bald = compliant_photo();
  relabel(bald, PortraitClass::skin, {100, 60, 280, 130});
  CHECK(run_rule("eyebrows-visible", bald).status == Status::pass);
}

TEST_CASE("eyebrows-visible decides on the printed share, on both sides of the limit") {
  const double share = measured(run_rule("eyebrows-visible", with_strands(6, 226, 150, 240)), "brow_left");
  CHECK(run_rule("eyebrows-visible", with_strands(6, 226, 150, 240), {{"max_brow_covered", share}}).status ==
        Status::pass);
  CHECK(run_rule("eyebrows-visible", with_strands(6, 226, 150, 240), {{"max_brow_covered", share - 0.01}})
            .status == Status::fail);
}

TEST_CASE("eyebrows-visible cannot be assessed without face or parsing") {
  CHECK(run_rule("eyebrows-visible", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("eyebrows-visible", photo).message == "no-parsing");
  CHECK(run_rule("eyebrows-visible", without_face_frame()).status == Status::cannot_assess);
}
