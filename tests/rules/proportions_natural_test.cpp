// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Parsing sees the class wherever what(point) holds (full-size pixels) and it saw instead_of.
template <class Where>
Photo painted(PortraitClass what, PortraitClass instead_of, const Where& where) {
  Photo photo = compliant_photo();
  const Affine back = photo.parsing.image_to_crop.inverse();
  for (int y = 0; y < photo.parsing.labels.height(); ++y) {
    for (int x = 0; x < photo.parsing.labels.width(); ++x) {
      std::uint8_t& label = *photo.parsing.labels.at(x, y);
      if (label == static_cast<std::uint8_t>(instead_of) && where(back.apply({x + 0.5, y + 0.5}))) {
        label = static_cast<std::uint8_t>(what);
      }
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("proportions-natural passes usual proportions") {
  CHECK(run_rule("proportions-natural", compliant_photo()).status == Status::pass);
}

TEST_CASE("proportions-natural fails a slimmed jaw, enlarged eyes and a slimmed nose") {
  const Photo slim = painted(PortraitClass::neck, PortraitClass::skin,
                             [](Point p) { return p.y > 300 && std::abs(p.x - 240) > 70; });
  const Outcome outcome = run_rule("proportions-natural", slim);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "unusual");
  CHECK(measured(outcome, "jaw_ratio") < 0.73);
  const Photo big = painted(PortraitClass::eye, PortraitClass::skin, [](Point p) {
    return std::abs(p.y - 250) < 16 && std::abs(std::abs(p.x - 240) - 50) < 30;
  });
  CHECK(measured(run_rule("proportions-natural", big), "eye_size") > 0.405);
  CHECK(run_rule("proportions-natural", big).status == Status::fail);
  Photo nose = compliant_photo();
  for (int i = landmark::kNoseBegin; i < landmark::kNoseEnd; ++i) {
    nose.faces.faces.front().landmarks.at(static_cast<std::size_t>(i)).x = 240;
  }
  CHECK(run_rule("proportions-natural", nose).status == Status::fail);
}

TEST_CASE("proportions-natural has no limit for small eyes") {
  const Photo narrow =
      painted(PortraitClass::skin, PortraitClass::eye, [](Point p) { return std::abs(p.y - 250) > 4; });
  CHECK(measured(run_rule("proportions-natural", narrow), "eye_size") < 0.3);
  CHECK(run_rule("proportions-natural", narrow).status == Status::pass);
}

TEST_CASE("proportions-natural decides on the printed values") {
  const double jaw = measured(run_rule("proportions-natural", compliant_photo()), "jaw_ratio");
  CHECK(run_rule("proportions-natural", compliant_photo(), {{"min_jaw_ratio", jaw}}).status == Status::pass);
  CHECK(run_rule("proportions-natural", compliant_photo(), {{"min_jaw_ratio", jaw + 0.001}}).status ==
        Status::fail);
}

TEST_CASE("proportions-natural leaves out what hair hides and turned heads") {
  Photo turned = compliant_photo();
  turned.faces.faces.front().yaw_deg = 13;
  CHECK(run_rule("proportions-natural", turned).status == Status::cannot_assess);
  CHECK(run_rule("proportions-natural", turned).message == "turned");
  const Photo hair = painted(PortraitClass::hair, PortraitClass::skin, [](Point p) { return p.x > 320; });
  CHECK(run_rule("proportions-natural", hair).status == Status::pass);
  CHECK(run_rule("proportions-natural", hair).measured.size() == 2);
  const Photo hidden = painted(PortraitClass::glasses, PortraitClass::eye, [](Point) { return true; });
  CHECK(run_rule("proportions-natural", hidden).message == "hidden");
}

TEST_CASE("proportions-natural cannot be assessed without face or parsing") {
  CHECK(run_rule("proportions-natural", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("proportions-natural", photo).message == "no-parsing");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("proportions-natural", point).status == Status::cannot_assess);
}
