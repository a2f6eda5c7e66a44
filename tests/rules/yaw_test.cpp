// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cmath>

#include "tests/support/facts_builder.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_yaw(double degrees, std::initializer_list<Override> overrides = {}) {
  Photo photo = compliant_photo();
  photo.faces.faces.front().yaw_deg = degrees;
  return run_rule("yaw", photo, overrides);
}

}  // namespace

TEST_CASE("yaw passes up to the limit to both sides and fails a tenth beyond") {
  CHECK(with_yaw(0).status == Status::pass);
  CHECK(with_yaw(10).status == Status::pass);
  CHECK(with_yaw(-10).status == Status::pass);
  CHECK(with_yaw(10.04).status == Status::pass);
  const Outcome right = with_yaw(10.1);
  CHECK(right.status == Status::fail);
  CHECK(right.message == "turned-right");
  CHECK(right.measured.front() == Measurement{"yaw", 10.1, "deg", 1, -10, 10});
  CHECK(with_yaw(-10.1).message == "turned-left");
}

TEST_CASE("yaw takes the limit of travel documents") {
  CHECK(with_yaw(5, {{"max_yaw_deg", 5.0}}).status == Status::pass);
  CHECK(with_yaw(5.1, {{"max_yaw_deg", 5.0}}).status == Status::fail);
}

TEST_CASE("yaw cannot be assessed without a face or a number") {
  CHECK(run_rule("yaw", with_all_facts(compliant_photo(), {FactState::absent, ""})).message == "no-face");
  CHECK(run_rule("yaw", with_all_facts(compliant_photo(), {FactState::failed, "x"})).message ==
        "faces-failed");
  CHECK(with_yaw(std::nan("")).status == Status::cannot_assess);
}
