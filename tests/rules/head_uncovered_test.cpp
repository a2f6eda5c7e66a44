// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// A band over the head of the colour, called what by parsing.
Photo banded(PortraitClass what, Rgb colour, double top, double bottom) {
  Photo photo = compliant_photo();
  relabel(photo, what, {110, top, 260, bottom - top});
  repaint(photo, colour, {110, top, 260, bottom - top});
  return photo;
}

}  // namespace

TEST_CASE("head-uncovered passes hair, a bald head and dark hair that parsing calls a hat") {
  CHECK(run_rule("head-uncovered", compliant_photo()).status == Status::pass);
  CHECK(run_rule("head-uncovered", banded(PortraitClass::skin, {225, 180, 150}, 85, 180)).status ==
        Status::pass);
  Photo hair = compliant_photo();
  relabel(hair, PortraitClass::hat, {140, 90, 200, 40});
  for (int y = 85; y < 140; ++y) {
    for (int x = 130; x < 350; ++x) {
      for (int c = 0; c < 3; ++c) hair.colour.at(x, y)[c] = static_cast<std::uint8_t>(20 + (x / 2 % 2) * 12);
    }
  }
  CHECK(run_rule("head-uncovered", hair).status == Status::pass);
}

TEST_CASE("head-uncovered fails coloured cloth, whatever parsing calls it") {
  const Outcome outcome = run_rule("head-uncovered", banded(PortraitClass::hair, {190, 30, 60}, 100, 170));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "covered");
}

TEST_CASE("head-uncovered fails flat dark cloth that parsing calls a hat") {
  CHECK(run_rule("head-uncovered", banded(PortraitClass::hat, {25, 25, 25}, 110, 180)).status ==
        Status::fail);
}

TEST_CASE("head-uncovered fails a dark cap that parsing takes for skin, but no light on a bald head") {
  CHECK(run_rule("head-uncovered", banded(PortraitClass::skin, {40, 45, 75}, 85, 170)).status ==
        Status::fail);
  CHECK(run_rule("head-uncovered", banded(PortraitClass::skin, {254, 250, 248}, 85, 170)).status ==
        Status::pass);
}

TEST_CASE("head-uncovered passes hair that lies flat in a part of the head, and dyed hair") {
  Photo flat = compliant_photo();
  relabel(flat, PortraitClass::hat, {110, 85, 260, 85});
  Photo purple = compliant_photo();
  for (int y = 85; y < 170; ++y) {
    for (int x = 110; x < 370; ++x) {
      const int strand = x / 3 % 3 == 0 ? 25 : 0;
      const bool shines = x > 200 && x < 280;
      const int dark = 28 + (shines ? strand : 0);
      for (int c = 0; c < 3; ++c) flat.colour.at(x, y)[c] = static_cast<std::uint8_t>(dark);
      const int light = x < 330 ? 3 * strand : 0;  // flat at one side
      purple.colour.at(x, y)[0] = static_cast<std::uint8_t>(110 + light);
      purple.colour.at(x, y)[1] = static_cast<std::uint8_t>(20 + light / 2);
      purple.colour.at(x, y)[2] = static_cast<std::uint8_t>(50 + light);
    }
  }
  CHECK(run_rule("head-uncovered", flat).status == Status::pass);
  CHECK(run_rule("head-uncovered", purple).status == Status::pass);
}

TEST_CASE("head-uncovered leaves clothes and the wall behind the head alone") {
  Photo photo = banded(PortraitClass::background, {190, 30, 60}, 0, 60);
  CHECK(run_rule("head-uncovered", photo).status == Status::pass);
  photo = banded(PortraitClass::cloth, {190, 30, 60}, 500, 640);
  CHECK(run_rule("head-uncovered", photo).status == Status::pass);
}

TEST_CASE("head-uncovered decides on the printed share, on both sides of the limit") {
  const Photo photo = banded(PortraitClass::hat, {25, 25, 25}, 110, 140);
  const double share = measured(run_rule("head-uncovered", photo), "head_covered");
  CHECK(share > 0);
  CHECK(run_rule("head-uncovered", photo, {{"max_head_covered", share}}).status == Status::pass);
  CHECK(run_rule("head-uncovered", photo, {{"max_head_covered", share - 0.001}}).status == Status::fail);
}

TEST_CASE("head-uncovered cannot be assessed without face or parsing") {
  CHECK(run_rule("head-uncovered", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("head-uncovered", photo).message == "no-parsing");
  CHECK(run_rule("head-uncovered", without_face_frame()).status == Status::cannot_assess);
}
