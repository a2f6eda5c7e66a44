// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The person's pixels in the rows from .. to in one colour.
Photo dressed(Rgb colour, int from, int to) {
  Photo photo = compliant_photo();
  for (int y = from; y < to; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) == 0) continue;
      std::uint8_t* p = photo.colour.at(x, y);
      p[0] = static_cast<std::uint8_t>(colour.b);
      p[1] = static_cast<std::uint8_t>(colour.g);
      p[2] = static_cast<std::uint8_t>(colour.r);
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("subject-contrast passes a white shirt before blue") {
  const Outcome outcome = run_rule("subject-contrast", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "clothes_contrast") > 20);
  CHECK(measured(outcome, "hair_contrast") > 40);
  CHECK(measured(outcome, "clothes_alike") < 0.1);
}

TEST_CASE("subject-contrast fails clothes of the background's colour") {
  const Outcome outcome = run_rule("subject-contrast", dressed({105, 192, 248}, 440, 640));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "clothes");
  CHECK(measured(outcome, "clothes_alike") > 0.5);
  // The outline alone may still differ, by a dark seam.
  const Outcome inside =
      run_rule("subject-contrast", dressed({105, 192, 248}, 440, 640), {{"min_clothes_de00", 2.5}});
  CHECK(inside.status != Status::cannot_assess);
}

TEST_CASE("subject-contrast is milder with hair") {
  const Photo grey_hair = dressed({106, 170, 214}, 0, 250);
  const double hair = measured(run_rule("subject-contrast", grey_hair), "hair_contrast");
  CHECK(hair > 6);
  CHECK(hair < 12);
  CHECK(run_rule("subject-contrast", grey_hair).status == Status::pass);
  const Outcome lost = run_rule("subject-contrast", dressed({100, 195, 250}, 0, 250));
  CHECK(lost.status == Status::fail);
  CHECK(lost.message == "hair");
}

TEST_CASE("subject-contrast decides on the printed difference, on both sides of the limit") {
  const double contrast = measured(run_rule("subject-contrast", compliant_photo()), "clothes_contrast");
  CHECK(run_rule("subject-contrast", compliant_photo(), {{"min_clothes_de00", contrast}, {"max_alike", 1.0}})
            .status == Status::pass);
  CHECK(run_rule("subject-contrast", compliant_photo(), {{"min_clothes_de00", contrast + 0.1}}).status ==
        Status::fail);
  const Outcome alike =
      run_rule("subject-contrast", dressed({105, 192, 248}, 500, 640), {{"max_alike", 0.1}});
  CHECK(alike.status == Status::fail);
}

TEST_CASE("subject-contrast cannot be assessed without clothes or face") {
  Photo head_only = compliant_photo();
  for (int y = 400; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) *head_only.background.person.at(x, y) = 0;
  }
  head_only.head.chin = {240, 638};
  head_only.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  CHECK(run_rule("subject-contrast", head_only).status == Status::cannot_assess);
  CHECK(run_rule("subject-contrast", head_only).message == "too-little-outline");
  Photo clutter = compliant_photo();
  clutter.background.off_surface_share = 0.5;
  CHECK(run_rule("subject-contrast", clutter).message == "not-plain");
  CHECK(run_rule("subject-contrast", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
