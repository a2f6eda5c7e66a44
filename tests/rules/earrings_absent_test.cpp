// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_stud(Rect box, Rgb colour) {
  Photo photo = compliant_photo();
  paint_box(photo, box, colour);
  return photo;
}

constexpr Rect kOnLobe{119, 291, 4, 4};

}  // namespace

TEST_CASE("earrings-absent passes bare ears and fails studs on a lobe") {
  CHECK(run_rule("earrings-absent", compliant_photo()).status == Status::pass);
  const Outcome silver = run_rule("earrings-absent", with_stud(kOnLobe, {20, 20, 24}));
  CHECK(silver.status == Status::fail);
  CHECK(silver.message == "earring");
  CHECK(silver.region.has_value());
  CHECK(run_rule("earrings-absent", with_stud(kOnLobe, {150, 110, 10})).status == Status::fail);
  CHECK(run_rule("earrings-absent", with_stud(kOnLobe, {20, 20, 24}), {{"max_contrast", 3.0}}).status ==
        Status::pass);
}

TEST_CASE("earrings-absent leaves a mole and the upper ear alone") {
  CHECK(run_rule("earrings-absent", with_stud(kOnLobe, {185, 140, 120})).status == Status::pass);
  CHECK(run_rule("earrings-absent", with_stud({119, 255, 4, 4}, {20, 20, 24})).status == Status::pass);
}

TEST_CASE("earrings-absent does not apply to hidden ears and needs a face") {
  Photo hidden = compliant_photo();
  relabel(hidden, {90, 230, 45, 90}, PortraitClass::hair);
  relabel(hidden, {345, 230, 45, 90}, PortraitClass::hair);
  const Outcome outcome = run_rule("earrings-absent", hidden);
  CHECK(outcome.status == Status::not_applicable);
  CHECK(outcome.message == "ears-hidden");
  CHECK(run_rule("earrings-absent", with_all_facts(compliant_photo(), {FactState::absent, ""})).status ==
        Status::cannot_assess);
}
