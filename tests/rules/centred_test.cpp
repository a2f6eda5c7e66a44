// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_middle_at(double x, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.head.eye_left.x = x - 50;
  photo.head.eye_right.x = x + 50;
  return run_rule("centred", photo, overrides);
}

}  // namespace

TEST_CASE("centred passes up to both limits and fails beyond") {
  CHECK(with_middle_at(240).status == Status::pass);
  CHECK(with_middle_at(216).status == Status::pass);
  CHECK(with_middle_at(264).status == Status::pass);
  const Outcome left = with_middle_at(215.5);
  CHECK(left.status == Status::fail);
  CHECK(left.message == "too-far-left");
  CHECK(left.measured.front() == Measurement{"eye_middle", 0.449, "share", 3, 0.45, 0.55});
  CHECK(with_middle_at(264.5).message == "too-far-right");
}

TEST_CASE("centred takes the band of the social security card") {
  // 162 to 196 px of 358.
  const auto card = [](double x) {
    Photo photo = compliant_photo();
    photo.file.width = 358;
    photo.head.eye_left.x = x - 40;
    photo.head.eye_right.x = x + 40;
    return run_rule("centred", photo, {{"min_share", 0.453}, {"max_share", 0.547}}).status;
  };
  CHECK(card(162) == Status::pass);
  CHECK(card(161.5) == Status::fail);
  CHECK(card(196) == Status::pass);
  CHECK(card(196.5) == Status::fail);
}

TEST_CASE("centred cannot be assessed without a head") {
  const Outcome outcome = run_rule("centred", with_all_facts(compliant_photo(), {FactState::absent, ""}));
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "no-face");
}
