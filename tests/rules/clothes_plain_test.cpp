// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Stripes of the height (pixels) and depth (grey levels) over the person under the row.
Photo striped(int height, int depth, int from) {
  Photo photo = compliant_photo();
  for (int y = from; y < 640; ++y) {
    if (y / height % 2 == 0) continue;
    for (int x = 0; x < 480; ++x) {
      if (*photo.background.person.view().at(x, y) == 0) continue;
      for (int c = 0; c < 3; ++c) photo.colour.at(x, y)[c] -= static_cast<std::uint8_t>(depth);
      *photo.grey.at(x, y) -= static_cast<std::uint8_t>(depth);
    }
  }
  return photo;
}

}  // namespace

TEST_CASE("clothes-plain passes plain cloth and fails stripes, coarse and fine") {
  CHECK(run_rule("clothes-plain", compliant_photo()).status == Status::pass);
  for (const int height : {3, 6, 12}) {
    const Outcome outcome = run_rule("clothes-plain", striped(height, 60, 430));
    CHECK(outcome.status == Status::fail);
    CHECK(outcome.message == "patterned");
  }
}

TEST_CASE("clothes-plain lets faint weave pass") {
  CHECK(run_rule("clothes-plain", striped(4, 4, 430)).status == Status::pass);
}

TEST_CASE("clothes-plain decides on the printed share, on both sides of the limit") {
  const Photo half = striped(6, 60, 560);
  const double share = measured(run_rule("clothes-plain", half), "patterned_share");
  CHECK(share > 0.1);
  CHECK(share < 0.9);
  CHECK(run_rule("clothes-plain", half, {{"max_patterned", share}}).status == Status::pass);
  CHECK(run_rule("clothes-plain", half, {{"max_patterned", share - 0.01}}).status == Status::fail);
}

TEST_CASE("clothes-plain cannot be assessed without clothes or face") {
  Photo photo = compliant_photo();
  photo.head.chin = {240, 638};
  photo.parsing.labels = ImageBuffer(192, 192, 1, static_cast<std::uint8_t>(PortraitClass::skin));
  CHECK(run_rule("clothes-plain", photo).status == Status::cannot_assess);
  CHECK(run_rule("clothes-plain", photo).message == "no-clothes");
  CHECK(run_rule("clothes-plain", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
}
