// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Gold bars on the shoulders of the person.
Photo with_epaulettes(bool left, bool right) {
  Photo photo = compliant_photo();
  for (int y = 480; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) == 0) continue;
      const bool bar = ((left && x > 60 && x < 105) || (right && x > 375 && x < 420));
      std::uint8_t* p = photo.colour.at(x, y);
      p[0] = bar ? 60 : 45;
      p[1] = bar ? 180 : 40;
      p[2] = bar ? 210 : 35;
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("uniform-absent sees marks on both shoulders only") {
  CHECK(run_rule("uniform-absent", compliant_photo()).status == Status::pass);
  CHECK(run_rule("uniform-absent", with_epaulettes(false, false)).status == Status::pass);
  CHECK(run_rule("uniform-absent", with_epaulettes(true, false)).status == Status::pass);
  const Outcome outcome = run_rule("uniform-absent", with_epaulettes(true, true));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "marks");
}

TEST_CASE("uniform-absent decides on the printed share, on both sides of the limit") {
  const Photo photo = with_epaulettes(true, true);
  const double share = measured(run_rule("uniform-absent", photo), "shoulder_marks");
  CHECK(run_rule("uniform-absent", photo, {{"max_marks", share}}).status == Status::pass);
  CHECK(run_rule("uniform-absent", photo, {{"max_marks", share - 0.01}}).status == Status::fail);
}

TEST_CASE("uniform-absent cannot be assessed without clothes or face") {
  Photo photo = compliant_photo();
  photo.head.chin = {240, 638};
  photo.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  CHECK(run_rule("uniform-absent", photo).status == Status::cannot_assess);
  CHECK(run_rule("uniform-absent", photo).message == "no-clothes");
  CHECK(run_rule("uniform-absent", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
