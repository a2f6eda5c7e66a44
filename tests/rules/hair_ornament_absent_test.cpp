// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/face_painter.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_clip(Rgb colour, double width) {
  Photo photo = compliant_photo();
  repaint(photo, colour, {200, 105, width, 12});
  return photo;
}

}  // namespace

TEST_CASE("hair-ornament-absent passes plain hair, highlights and grey strands") {
  CHECK(run_rule("hair-ornament-absent", compliant_photo()).status == Status::pass);
  CHECK(run_rule("hair-ornament-absent", with_clip({200, 200, 205}, 40)).status == Status::pass);
  CHECK(run_rule("hair-ornament-absent", with_clip({150, 110, 70}, 40)).status == Status::pass);
}

TEST_CASE("hair-ornament-absent fails a coloured clip") {
  for (const Rgb colour : {Rgb{230, 60, 140}, Rgb{40, 90, 220}, Rgb{220, 30, 30}, Rgb{30, 170, 70}}) {
    const Outcome outcome = run_rule("hair-ornament-absent", with_clip(colour, 40));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "ornament");
  }
}

TEST_CASE("hair-ornament-absent decides on the printed area, on both sides of the limit") {
  const Photo photo = with_clip({230, 60, 140}, 20);
  const double share = measured(run_rule("hair-ornament-absent", photo), "hair_ornament");
  CHECK(share > 0);
  CHECK(run_rule("hair-ornament-absent", photo, {{"max_ornament", share}}).status == Status::pass);
  CHECK(run_rule("hair-ornament-absent", photo, {{"max_ornament", share - 0.001}}).status == Status::fail);
}

TEST_CASE("hair-ornament-absent does not apply without hair") {
  Photo bald = compliant_photo();
  relabel(bald, PortraitClass::skin, {80, 60, 320, 600});
  const Outcome outcome = run_rule("hair-ornament-absent", bald);
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "no-hair");
}

TEST_CASE("hair-ornament-absent cannot be assessed without face or parsing") {
  CHECK(
      run_rule("hair-ornament-absent", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
      "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("hair-ornament-absent", photo).message == "no-parsing");
  CHECK(run_rule("hair-ornament-absent", without_face_frame()).status == Status::cannot_assess);
}
