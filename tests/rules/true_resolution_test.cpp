// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_picture(ImageBuffer colour) {
  Photo photo = compliant_photo();
  photo.colour = std::move(colour);
  photo.grey = grey_of(photo.colour);
  return photo;
}

/// The picture cut down to half its size and brought back, between pixels (smooth) or by repeating them.
Photo halved_and_enlarged(bool smooth) {
  const ImageBuffer full = compliant_photo().colour;
  ImageBuffer half(240, 320, 3);
  for (int y = 0; y < 320; ++y) {
    for (int x = 0; x < 240; ++x) {
      for (int c = 0; c < 3; ++c) {
        const int sum = full.view().at(2 * x, 2 * y)[c] + full.view().at(2 * x + 1, 2 * y)[c] +
                        full.view().at(2 * x, 2 * y + 1)[c] + full.view().at(2 * x + 1, 2 * y + 1)[c];
        half.at(x, y)[c] = static_cast<std::uint8_t>(sum / 4);
      }
    }
  }
  ImageBuffer back(480, 640, 3);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      const int beside = std::clamp(x / 2 + (x % 2 == 0 ? -1 : 1), 0, 239);
      const int above = std::clamp(y / 2 + (y % 2 == 0 ? -1 : 1), 0, 319);
      for (int c = 0; c < 3; ++c) {
        const int near = half.view().at(x / 2, y / 2)[c];
        const int mixed = 9 * near + 3 * half.view().at(beside, y / 2)[c] +
                          3 * half.view().at(x / 2, above)[c] + half.view().at(beside, above)[c];
        back.at(x, y)[c] = static_cast<std::uint8_t>(smooth ? mixed / 16 : near);
      }
    }
  }
  return with_picture(std::move(back));
}

}  // namespace

TEST_CASE("true-resolution passes a picture with detail in every pixel") {
  const Outcome outcome = run_rule("true-resolution", compliant_photo());
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "true_resolution") > 0.9);
}

TEST_CASE("true-resolution fails a picture enlarged from half its size, with or without interpolation") {
  const Outcome smooth = run_rule("true-resolution", halved_and_enlarged(true));
  CHECK(smooth.status == Status::fail);
  CHECK(smooth.message == "enlarged");
  CHECK(measured(smooth, "repeated_lines") < 0.1);
  const Outcome repeated = run_rule("true-resolution", halved_and_enlarged(false));
  CHECK(repeated.status == Status::fail);
  CHECK(measured(repeated, "true_resolution") == Approx(0.5).margin(0.03));
}

TEST_CASE("true-resolution measures a large picture at the height of the final one") {
  CHECK(run_rule("true-resolution", halved_and_enlarged(true), {{"frame_height_px", std::int64_t{320}}})
            .status == Status::pass);
}

TEST_CASE("true-resolution leaves a soft picture to sharpness") {
  // The texture of the builder repeats itself, as interpolation would: chance does not.
  ImageBuffer sharp(480, 640, 3);
  std::uint32_t state = 1;
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      state = state * 1664525U + 1013904223U;
      for (int c = 0; c < 3; ++c) sharp.at(x, y)[c] = static_cast<std::uint8_t>(90 + (state >> 24) % 64);
    }
  }
  ImageBuffer soft(480, 640, 3);
  for (int y = 0; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      for (int c = 0; c < 3; ++c) {
        int sum = 0;  // a binomial blur of sigma 0.7
        for (int dy = -1; dy <= 1; ++dy) {
          for (int dx = -1; dx <= 1; ++dx) {
            const int weight = (dx == 0 ? 2 : 1) * (dy == 0 ? 2 : 1);
            sum += weight * sharp.view().at(std::clamp(x + dx, 0, 479), std::clamp(y + dy, 0, 639))[c];
          }
        }
        soft.at(x, y)[c] = static_cast<std::uint8_t>((sum + 8) / 16);
      }
    }
  }
  const Outcome outcome = run_rule("true-resolution", with_picture(std::move(soft)));
  CHECK(outcome.status == Status::pass);
  CHECK(measured(outcome, "resolved_detail") < 0.9);
  CHECK(measured(outcome, "enlarging_trace") < 1);
}

TEST_CASE("true-resolution decides on the printed share") {
  const Photo photo = halved_and_enlarged(true);
  const double share = measured(run_rule("true-resolution", photo), "true_resolution");
  CHECK(run_rule("true-resolution", photo, {{"min_true_resolution", share}}).status == Status::pass);
  CHECK(run_rule("true-resolution", photo, {{"min_true_resolution", share + 0.01}}).status == Status::fail);
}

TEST_CASE("true-resolution cannot be assessed without a face or detail") {
  CHECK(run_rule("true-resolution", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  const Outcome flat = run_rule("true-resolution", with_picture(flat_image(480, 640, {90, 90, 90})));
  CHECK(flat.status == Status::cannot_assess);
  CHECK(flat.message == "no-detail");
}
