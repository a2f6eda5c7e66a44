// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "photolint/rule/face_frame.h"
#include "photolint/rule/smile.h"
#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The lips drawn apart by the share, and bent up at the corners by that share of half their width.
Photo smiling(double share) {
  Photo photo = compliant_photo();
  auto& points = photo.faces.faces.front().landmarks;
  const Point left = points.at(landmark::kMouthCornerLeft), right = points.at(landmark::kMouthCornerRight);
  const double middle = (left.x + right.x) / 2, half = (right.x - left.x) / 2;
  for (int i = landmark::kLipsOuterBegin; i < landmark::kLipsInnerEnd; ++i) {
    Point& p = points.at(static_cast<std::size_t>(i));
    const double from_middle = (p.x - middle) / half;
    p = {middle + from_middle * half * (1 + share), p.y - share * half * from_middle * from_middle};
  }
  return photo;
}

/// Stripes over the whole picture whose edges run along x + slope * y.
Photo striped(int slope) {
  Photo photo = compliant_photo();
  for (int y = 0; y < photo.grey.height(); ++y) {
    for (int x = 0; x < photo.grey.width(); ++x) {
      *photo.grey.at(x, y) = ((x + slope * y) & 15) < 8 ? 80 : 160;
    }
  }
  return photo;
}

SmileValues values_of(const Photo& photo) {
  const Analysis analysis = photo.analysis(Need::pixels | Need::faces);
  return smile_values(analysis, face_frame(analysis).value());
}

double smile_of(const Photo& photo) {
  return measured(run_rule("neutral-expression", photo, {{"max_smile", 1.}}), "smile");
}

}  // namespace

TEST_CASE("neutral-expression gives corners of the mouth that are higher and further out a higher score") {
  CHECK(smile_of(smiling(0.2)) < smile_of(smiling(0.4)));
  CHECK(smile_of(smiling(0.4)) < smile_of(smiling(0.6)));
}

TEST_CASE("neutral-expression sees the same smile at any size") {
  CHECK(smile_of(enlarged(smiling(0.4), 2)) == smile_of(smiling(0.4)));
}

TEST_CASE("neutral-expression decides on the printed score, on both sides of the limit") {
  const Photo photo = smiling(0.4);
  const double score = smile_of(photo);
  REQUIRE(score > 0.01);
  REQUIRE(score < 1);
  CHECK(run_rule("neutral-expression", photo, {{"max_smile", score}}).status == Status::pass);
  const Outcome outcome = run_rule("neutral-expression", photo, {{"max_smile", score - 0.01}});
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "smiles");
}

TEST_CASE("the cells of a smile tell which way edges run, alike for a face and its mirror image") {
  const SmileValues upright = values_of(striped(0)), slanting = values_of(striped(1)),
                    mirrored = values_of(striped(-1));
  for (std::size_t cell = 0; cell < 24; ++cell) {
    // Upright edges have a gradient to the side: the cosine of the doubled angle is 1, both cells give
    // some 1.
    CHECK(upright[5 * cell + 1] == Approx(2).margin(0.25));
    CHECK(upright[5 * cell + 2] == Approx(0).margin(0.1));
    // At 45 degrees it is 0; the sines of both halves of the face cancel out.
    CHECK(slanting[5 * cell + 1] == Approx(0).margin(0.1));
    for (std::size_t term = 0; term < 5; ++term) {
      CHECK(slanting[5 * cell + term] == Approx(mirrored[5 * cell + term]).margin(0.1));
    }
  }
}

TEST_CASE("neutral-expression needs a face with two eyes") {
  Photo photo = compliant_photo();
  photo.faces.faces.front().landmarks.fill({240, 250});
  CHECK(run_rule("neutral-expression", photo).message == "no-face");
  const Outcome outcome =
      run_rule("neutral-expression", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
