// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <utility>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Both irises (radius 9) in one colour.
Photo with_irises(Rgb colour) {
  Photo photo = compliant_photo();
  for (const double x : {190., 290.}) photo = painted(std::move(photo), {x - 9, 241, 18, 18}, colour);
  return photo;
}

}  // namespace

TEST_CASE("iris-natural passes dark, amber, grey and pale blue eyes") {
  for (const Rgb natural : {Rgb{45, 30, 25}, Rgb{150, 95, 40}, Rgb{120, 122, 125}, Rgb{115, 128, 140}}) {
    CHECK(run_rule("iris-natural", with_irises(natural)).status == Status::pass);
  }
}

TEST_CASE("iris-natural fails strongly blue, green and violet eyes") {
  for (const Rgb lens : {Rgb{40, 80, 190}, Rgb{40, 140, 70}, Rgb{120, 60, 170}}) {
    const Outcome outcome = run_rule("iris-natural", with_irises(lens));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "coloured");
    CHECK(measured(outcome, "iris_chroma") > 25);
  }
}

TEST_CASE("iris-natural decides on the printed chroma, on both sides of the limit") {
  const Photo photo = with_irises({90, 120, 160});
  const double chroma = measured(run_rule("iris-natural", photo), "iris_chroma");
  CHECK(run_rule("iris-natural", photo, {{"max_iris_chroma", chroma}}).status == Status::pass);
  CHECK(run_rule("iris-natural", photo, {{"max_iris_chroma", chroma - 0.1}}).status == Status::fail);
}

TEST_CASE("iris-natural needs irises that can be seen") {
  Photo closed = compliant_photo();
  closed.eyes.left.iris_contrast = 0.1;
  CHECK(run_rule("iris-natural", closed).message == "eyes-not-seen");
  Photo small = compliant_photo();
  small.eyes.left.iris_radius = small.eyes.right.iris_radius = 5;
  CHECK(run_rule("iris-natural", small).message == "eyes-too-small");
  const Outcome outcome =
      run_rule("iris-natural", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
}
