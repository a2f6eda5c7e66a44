// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/painting.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_glasses() {
  Photo photo = compliant_photo();
  photo.glasses.score = 0.95;
  return photo;
}

Outcome with_bars(double y, double height, Rgb colour, std::initializer_list<Override> overrides = {}) {
  Photo photo = with_glasses();
  paint_box(photo, {145, y, 90, height}, colour);
  paint_box(photo, {245, y, 90, height}, colour);
  return run_rule("frames-off-eyes", photo, overrides);
}

constexpr Rgb kBlack{40, 38, 36};
constexpr Rgb kSilver{250, 250, 250};

}  // namespace

TEST_CASE("frames-off-eyes passes frames beside the eyes and does not apply without glasses") {
  CHECK(run_rule("frames-off-eyes", with_glasses()).status == Status::pass);
  CHECK(with_bars(274, 4, kBlack).status == Status::pass);
  const Outcome bare = run_rule("frames-off-eyes", compliant_photo());
  CHECK(bare.status == Status::not_applicable);
  CHECK(bare.message == "no-glasses");
}

TEST_CASE("frames-off-eyes fails a frame across the eyes, thin or thick, dark or bright") {
  const Outcome thin = with_bars(243, 3, kBlack);
  CHECK(thin.status == Status::fail);
  CHECK(thin.message == "frame-over-eyes");
  CHECK(with_bars(240, 8, kBlack).status == Status::fail);
  CHECK(with_bars(240, 8, kSilver).status == Status::fail);
  CHECK(with_bars(243, 3, kBlack, {{"max_contrast", 2.0}}).status == Status::pass);
}

TEST_CASE("frames-off-eyes fails a grey frame that is nearly as bright as the skin around it") {
  Photo photo = with_glasses();
  for (const double left : {145., 245.}) {
    paint_box(photo, {left, 225, 90, 45}, {222, 178, 155});
    paint_box(photo, {left, 243, 90, 8}, {170, 170, 170});
  }
  CHECK(run_rule("frames-off-eyes", photo).status == Status::fail);
}

TEST_CASE("frames-off-eyes wants the bar on both eyes") {
  Photo photo = with_glasses();
  paint_box(photo, {145, 243, 90, 3}, kBlack);
  CHECK(run_rule("frames-off-eyes", photo).status == Status::pass);
}

TEST_CASE("frames-off-eyes cannot be assessed without a face") {
  const Outcome outcome =
      run_rule("frames-off-eyes", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
