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

TEST_CASE("lens-distance passes a face of usual length") {
  const Outcome outcome = run_rule("lens-distance", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "face_elongation") == Approx(0.74).margin(0.03));
}

TEST_CASE("lens-distance fails a face drawn out") {
  const Photo narrow = painted(PortraitClass::background, PortraitClass::skin,
                               [](Point p) { return std::abs(p.x - 240) > 78; });
  const Outcome outcome = run_rule("lens-distance", narrow);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "too-near");
}

TEST_CASE("lens-distance decides on the printed ratio") {
  const double ratio = measured(run_rule("lens-distance", compliant_photo()), "face_elongation");
  CHECK(run_rule("lens-distance", compliant_photo(), {{"max_face_elongation", ratio}}).status ==
        Status::pass);
  CHECK(run_rule("lens-distance", compliant_photo(), {{"max_face_elongation", ratio - 0.001}}).status ==
        Status::fail);
}

TEST_CASE("lens-distance leaves out what hair hides and turned heads") {
  Photo turned = compliant_photo();
  turned.faces.faces.front().yaw_deg = 13;
  CHECK(run_rule("lens-distance", turned).status == Status::cannot_assess);
  CHECK(run_rule("lens-distance", turned).message == "turned");
  const Photo hidden = painted(PortraitClass::hair, PortraitClass::skin, [](Point p) { return p.x > 320; });
  CHECK(run_rule("lens-distance", hidden).status == Status::not_applicable);
  CHECK(run_rule("lens-distance", hidden).message == "hidden");
}

TEST_CASE("lens-distance cannot be assessed without face or parsing") {
  CHECK(run_rule("lens-distance", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("lens-distance", photo).message == "no-parsing");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("lens-distance", point).status == Status::cannot_assess);
}
