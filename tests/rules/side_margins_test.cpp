// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_head_from_to(double left, double right) {
  Photo photo = compliant_photo();
  photo.file.width = 1000;
  photo.head.head_left = left;
  photo.head.head_right = right;
  return run_rule("side-margins", photo);
}

}  // namespace

TEST_CASE("side-margins passes with the smallest space on both sides") {
  CHECK(run_rule("side-margins", compliant_photo()).status == Status::pass);
  CHECK(with_head_from_to(40, 960).status == Status::pass);
}

TEST_CASE("side-margins names the side that lacks space") {
  const Outcome left = with_head_from_to(39, 960);
  CHECK(left.status == Status::fail);
  CHECK(left.message == "left-too-small");
  CHECK(measured(left, "left_margin") == 0.039);
  CHECK(measured(left, "right_margin") == 0.04);
  CHECK(with_head_from_to(40, 961).message == "right-too-small");
  CHECK(with_head_from_to(0, 1000).message == "both-too-small");
}

TEST_CASE("side-margins cannot be assessed without a head or a picture width") {
  CHECK(run_rule("side-margins", with_all_facts(compliant_photo(), {FactState::absent, ""})).message ==
        "no-face");
  Photo thin = compliant_photo();
  thin.file.width = 0;
  CHECK(run_rule("side-margins", thin).status == Status::cannot_assess);
}
