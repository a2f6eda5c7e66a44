// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "photolint/rule/regions.h"
#include "tests/support/facts_builder.h"
#include "tests/support/image_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// All of the face darker by so many stops but the eyes: dark skin in the same light.
Photo dark_skin(double stops) {
  Photo photo = compliant_photo();
  const ImageBuffer before = photo.colour;
  const ImageBuffer dark = exposed(photo.colour, stops);
  const Analysis analysis = photo.analysis(Need::pixels | Need::faces);
  std::vector<RowSpan> eyes;
  for (const auto& [begin, end] : {std::pair{landmark::kEyeLeftBegin, landmark::kEyeLeftEnd},
                                   std::pair{landmark::kEyeRightBegin, landmark::kEyeRightEnd}}) {
    const auto spans = fill_polygon(working_landmarks(analysis, begin, end), before.width(), before.height());
    eyes.insert(eyes.end(), spans.begin(), spans.end());
  }
  const std::vector<RowSpan> face = face_spans(analysis);
  const auto copy = [&photo](const ImageBuffer& from, const std::vector<RowSpan>& spans) {
    for (const RowSpan& span : spans) {
      const std::uint8_t* begin = from.view().at(span.x_begin, span.y);
      std::copy(begin, begin + (span.x_end - span.x_begin) * 3, photo.colour.at(span.x_begin, span.y));
    }
  };
  copy(dark, face);
  copy(before, eyes);
  return photo;
}

Photo with_light(double stops) {
  Photo photo = compliant_photo();
  photo.colour = exposed(std::move(photo.colour), stops);
  return photo;
}

}  // namespace

TEST_CASE("under-exposure passes a well-lit face and fails one in too little light") {
  CHECK(run_rule("under-exposure", compliant_photo()).status == Status::pass);
  const Outcome outcome = run_rule("under-exposure", with_light(-3));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "too-dark");
  CHECK(measured(outcome, "dark_share") > 0.9);
}

TEST_CASE("under-exposure does not mistake dark skin for little light") {
  const Outcome outcome = run_rule("under-exposure", dark_skin(-3));
  CHECK(measured(outcome, "dark_share") > 0.8);
  CHECK(measured(outcome, "white_level") > 0.3);
  CHECK(outcome.status == Status::pass);
  // No limit is stated that did not decide.
  CHECK_FALSE(outcome.measured.front().max);
}

TEST_CASE("under-exposure finds dark skin in too little light") {
  Photo photo = dark_skin(-2);
  photo.colour = exposed(std::move(photo.colour), -3);
  CHECK(run_rule("under-exposure", photo).status == Status::fail);
}

TEST_CASE("under-exposure asks less of the face where the frame has a bright part") {
  const Outcome reference = run_rule("under-exposure", with_light(-3));
  const double white = measured(reference, "white_level");
  const double frame = measured(reference, "frame_level");
  // The frame counts as bright: the second limit decides.
  CHECK(run_rule("under-exposure", with_light(-3),
                 {{"bright_frame_level", frame - 0.01}, {"min_white_level_bright_frame", white}})
            .status == Status::pass);
  CHECK(run_rule("under-exposure", with_light(-3),
                 {{"bright_frame_level", frame + 0.01}, {"min_white_level_bright_frame", 0.0}})
            .status == Status::fail);
}

TEST_CASE("under-exposure decides on the printed numbers, on both sides of each limit") {
  const Outcome reference = run_rule("under-exposure", with_light(-3));
  const double dark = measured(reference, "dark_share");
  const double white = measured(reference, "white_level");
  CHECK(run_rule("under-exposure", with_light(-3), {{"max_dark_share", dark}}).status == Status::pass);
  CHECK(run_rule("under-exposure", with_light(-3), {{"max_dark_share", dark - 0.001}}).status ==
        Status::fail);
  CHECK(run_rule("under-exposure", with_light(-3), {{"min_white_level", white}}).status == Status::pass);
  CHECK(run_rule("under-exposure", with_light(-3), {{"min_white_level", white + 0.001}}).status ==
        Status::fail);
}

TEST_CASE("under-exposure cannot be assessed without a face in the frame") {
  CHECK(run_rule("under-exposure", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo elsewhere = compliant_photo();
  for (Point& p : elsewhere.faces.faces.front().landmarks) p.x += 5000;
  CHECK(run_rule("under-exposure", elsewhere).status == Status::cannot_assess);
}
