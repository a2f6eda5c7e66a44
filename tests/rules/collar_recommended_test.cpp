// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The person under the row in dark grey.
Photo dark_from(int from) {
  Photo photo = compliant_photo();
  for (int y = from; y < 640; ++y) {
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) == 0) continue;
      for (int c = 0; c < 3; ++c) photo.colour.at(x, y)[c] = 40;
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("collar-recommended passes a white shirt and notes a dark one") {
  CHECK(run_rule("collar-recommended", compliant_photo()).status == Status::pass);
  CHECK(measured(run_rule("collar-recommended", compliant_photo()), "light_share") > 0.9);
  const Outcome outcome = run_rule("collar-recommended", dark_from(430));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "not-light");
}

TEST_CASE("collar-recommended decides on the printed share, on both sides of the limit") {
  const double share = measured(run_rule("collar-recommended", dark_from(560)), "light_share");
  CHECK(run_rule("collar-recommended", dark_from(560), {{"min_light", share}}).status == Status::pass);
  CHECK(run_rule("collar-recommended", dark_from(560), {{"min_light", share + 0.01}}).status == Status::fail);
}

TEST_CASE("collar-recommended cannot be assessed without clothes or face") {
  Photo photo = compliant_photo();
  photo.head.chin = {240, 638};
  photo.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  CHECK(run_rule("collar-recommended", photo).status == Status::cannot_assess);
  CHECK(run_rule("collar-recommended", photo).message == "no-clothes");
  CHECK(run_rule("collar-recommended", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
