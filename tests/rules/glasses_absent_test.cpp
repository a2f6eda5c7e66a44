// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_score(double score, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.glasses.score = score;
  return run_rule("glasses-absent", photo, overrides);
}

}  // namespace

TEST_CASE("glasses-absent passes up to the limit and fails a hundredth beyond") {
  CHECK(run_rule("glasses-absent", compliant_photo()).status == Status::pass);
  CHECK(with_score(0.75).status == Status::pass);
  const Outcome worn = with_score(0.76);
  CHECK(worn.status == Status::fail);
  CHECK(worn.message == "glasses");
  CHECK(worn.region.has_value());
  CHECK(with_score(0.85, {{"max_frame_evidence", 0.9}}).status == Status::pass);
}

TEST_CASE("glasses-absent cannot be assessed without a face or its parts") {
  CHECK(run_rule("glasses-absent", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  const Outcome failed =
      run_rule("glasses-absent", with_all_facts(compliant_photo(), {FactState::failed, "x"}));
  CHECK(failed.status == Status::cannot_assess);
  CHECK(failed.message == "no-parsing");
}
