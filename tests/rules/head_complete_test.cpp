// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo cut(bool top, bool left, bool right, bool chin) {
  Photo photo = compliant_photo();
  photo.head.cut_top = top;
  photo.head.cut_left = left;
  photo.head.cut_right = right;
  photo.head.cut_chin = chin;
  return photo;
}

}  // namespace

TEST_CASE("head-complete passes where no edge cuts the head") {
  CHECK(run_rule("head-complete", compliant_photo()).status == Status::pass);
}

TEST_CASE("head-complete says which edge cuts the head") {
  CHECK(run_rule("head-complete", cut(true, false, false, false)).status == Status::fail);
  CHECK(run_rule("head-complete", cut(true, false, false, false)).message == "cut-top");
  CHECK(run_rule("head-complete", cut(false, true, false, false)).message == "cut-left");
  CHECK(run_rule("head-complete", cut(false, false, true, false)).message == "cut-right");
  CHECK(run_rule("head-complete", cut(false, false, false, true)).message == "cut-chin");
  const Outcome several = run_rule("head-complete", cut(true, true, true, false));
  CHECK(several.message == "cut-several");
  CHECK(measured(several, "sides_cut") == 3);
}

TEST_CASE("head-complete lets the upper edge cut hair where the profile says so") {
  const std::initializer_list<Override> allowed = {{"allow_cut_top", true}};
  CHECK(run_rule("head-complete", cut(true, false, false, false), allowed).status == Status::pass);
  CHECK(run_rule("head-complete", cut(true, true, false, false), allowed).message == "cut-left");
}

TEST_CASE("head-complete cannot be assessed without a head") {
  const Outcome outcome =
      run_rule("head-complete", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
