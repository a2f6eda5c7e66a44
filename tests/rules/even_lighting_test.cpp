// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The box of the photo darker by so many stops.
Photo shaded(int left, int top, int right, int bottom, double stops) {
  Photo photo = compliant_photo();
  const ImageBuffer dark = exposed(photo.colour, stops);
  for (int y = top; y < bottom; ++y) {
    const std::uint8_t* from = dark.view().at(left, y);
    std::copy(from, from + (right - left) * 3, photo.colour.at(left, y));
  }
  return photo;
}

/// The right half of the picture, right of the middle of the face.
Photo one_side(double stops) {
  return shaded(240, 0, 480, 640, stops);
}

void hide(Photo& photo, PortraitClass what, double left, double top, double right, double bottom) {
  const Affine back = photo.parsing.image_to_crop.inverse();
  for (int y = 0; y < photo.parsing.labels.height(); ++y) {
    for (int x = 0; x < photo.parsing.labels.width(); ++x) {
      const Point p = back.apply({x + 0.5, y + 0.5});
      if (p.x >= left && p.x < right && p.y >= top && p.y < bottom) {
        *photo.parsing.labels.at(x, y) = static_cast<std::uint8_t>(what);
      }
    }
  }
}

}  // namespace

TEST_CASE("even-lighting passes equal light and measures a darker side in stops") {
  CHECK(run_rule("even-lighting", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("even-lighting", compliant_photo()), "left_right") == Approx(1).margin(0.02));
  const Outcome one_stop = run_rule("even-lighting", one_side(-1));
  CHECK(measured(one_stop, "left_right") == Approx(0.5).margin(0.02));
  CHECK(one_stop.status == Status::pass);
  const Outcome three_stops = run_rule("even-lighting", one_side(-3));
  CHECK(three_stops.status == Status::fail);
  CHECK(three_stops.message == "one-side-dark");
  CHECK(measured(three_stops, "left_right_overlap") == 0);
}

TEST_CASE("even-lighting fails light from above or below") {
  const Outcome outcome = run_rule("even-lighting", shaded(0, 270, 480, 640, -3.5));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "top-or-bottom-dark");
  CHECK(measured(outcome, "left_right") == Approx(1).margin(0.05));
}

TEST_CASE("even-lighting decides on the printed ratios, on both sides of each limit") {
  const double side = measured(run_rule("even-lighting", one_side(-1)), "left_right");
  CHECK(run_rule("even-lighting", one_side(-1), {{"min_left_right", side}}).status == Status::pass);
  CHECK(run_rule("even-lighting", one_side(-1), {{"min_left_right", side + 0.01}}).status == Status::fail);
  const Photo below = shaded(0, 270, 480, 640, -1);
  const double ratio = measured(run_rule("even-lighting", below), "top_bottom");
  CHECK(run_rule("even-lighting", below, {{"min_top_bottom", ratio}}).status == Status::pass);
  CHECK(run_rule("even-lighting", below, {{"min_top_bottom", ratio + 0.01}}).status == Status::fail);
}

TEST_CASE("even-lighting leaves a covered forehead out and needs both cheeks") {
  Photo fringe = compliant_photo();
  hide(fringe, PortraitClass::hair, 0, 0, 480, 235);
  const Outcome outcome = run_rule("even-lighting", fringe);
  CHECK(outcome.status == Status::pass);
  CHECK(outcome.measured.size() == 2);
  Photo mask = compliant_photo();
  hide(mask, PortraitClass::cloth, 240, 265, 480, 640);
  CHECK(run_rule("even-lighting", mask).status == Status::cannot_assess);
  CHECK(run_rule("even-lighting", mask).message == "cheeks-hidden");
}

TEST_CASE("even-lighting cannot be assessed without face or parsing") {
  CHECK(run_rule("even-lighting", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo photo = compliant_photo();
  photo.parsing_presence = {FactState::failed, "engine-failed"};
  CHECK(run_rule("even-lighting", photo).message == "no-parsing");
  Photo point = compliant_photo();
  for (Point& p : point.faces.faces.front().landmarks) p = {100, 100};
  CHECK(run_rule("even-lighting", point).status == Status::cannot_assess);
}
