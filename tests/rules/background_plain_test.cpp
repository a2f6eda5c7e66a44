// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The background's pixels of the box in one colour.
void paint(Photo& photo, int left, int top, int right, int bottom, Rgb colour) {
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      if (*photo.background.person.view().at(x, y) != 0) continue;
      std::uint8_t* p = photo.colour.at(x, y);
      p[0] = static_cast<std::uint8_t>(colour.b);
      p[1] = static_cast<std::uint8_t>(colour.g);
      p[2] = static_cast<std::uint8_t>(colour.r);
    }
  }
}

Photo with_poster(int height) {
  Photo photo = compliant_photo();
  paint(photo, 370, 20, 470, 20 + height, {200, 60, 50});
  return photo;
}

}  // namespace

TEST_CASE("background-plain passes a plain wall and fails an object on it") {
  const Outcome plain = run_rule("background-plain", compliant_photo());
  CHECK(plain.status == Status::pass);
  CHECK(measured(plain, "objects_share") == 0);
  CHECK(measured(plain, "line_step") == 0);
  const Outcome poster = run_rule("background-plain", with_poster(200));
  CHECK(poster.status == Status::fail);
  CHECK(poster.message == "objects");
}

TEST_CASE("background-plain fails texture and straight lines by their own messages") {
  Photo brick = compliant_photo();
  for (int y = 0; y < 640; y += 16) paint(brick, 0, y, 480, y + 6, {92, 187, 247});
  const Outcome texture = run_rule("background-plain", brick, {{"max_line", 255.0}});
  CHECK(texture.status == Status::fail);
  CHECK(texture.message == "texture");
  Photo door = compliant_photo();
  paint(door, 20, 0, 28, 640, {80, 165, 220});
  const Outcome line = run_rule("background-plain", door);
  CHECK(line.status == Status::fail);
  CHECK(line.message == "line");
}

TEST_CASE("background-plain leaves the person's shadow out") {
  Photo shadow = compliant_photo();
  paint(shadow, 300, 120, 390, 440, {75, 148, 191});
  CHECK(run_rule("background-plain", shadow, {{"max_line", 255.0}}).status == Status::pass);
  CHECK(measured(run_rule("background-plain", shadow), "objects_share") < 0.01);
}

TEST_CASE("background-plain decides on the printed share, on both sides of the limit") {
  const double share = measured(run_rule("background-plain", with_poster(120)), "objects_share");
  CHECK(share > 0);
  CHECK(
      run_rule("background-plain", with_poster(120), {{"max_objects", share}, {"max_line", 255.0}}).status ==
      Status::pass);
  CHECK(run_rule("background-plain", with_poster(120), {{"max_objects", share - 0.001}}).status ==
        Status::fail);
}

TEST_CASE("background-plain cannot be assessed without background or face") {
  Photo full = compliant_photo();
  full.background.person = ImageBuffer(480, 640, 1, 255);
  full.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::cloth));
  CHECK(run_rule("background-plain", full).status == Status::cannot_assess);
  CHECK(run_rule("background-plain", full).message == "too-little-background");
  CHECK(run_rule("background-plain", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
