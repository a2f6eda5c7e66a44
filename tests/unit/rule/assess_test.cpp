// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/assess.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <limits>

#include "photolint/rule/verdict.h"

using namespace photolint;

TEST_CASE("unavailable explains a missing fact and leaves a present one alone") {
  CHECK_FALSE(unavailable(Fact<HeadFacts>(HeadFacts{})).has_value());
  CHECK_FALSE(unavailable(Fact<HeadFacts>()).has_value());
  CHECK(unavailable(Fact<HeadFacts>::absent())->message == "no-face");
  CHECK(unavailable(Fact<HeadFacts>::failed("outline-unclear"))->message == "no-head");
  CHECK(unavailable(Fact<HeadFacts>::failed("no-face"))->message == "no-face");
  CHECK(unavailable(Fact<FaceFacts>::failed("network-failed"))->message == "faces-failed");
  CHECK(unavailable(Fact<ParsingFacts>::failed("network-failed"))->message == "no-parsing");
  CHECK(unavailable(Fact<BackgroundFacts>::absent())->message == "no-background");
  CHECK(unavailable(Fact<BackgroundFacts>::absent())->status == Status::cannot_assess);
}

TEST_CASE("judge_band names the side that a value lies on") {
  CHECK(judge_band(measure("x", 5, "px", 0, 5, 9), "low", "high").status == Status::pass);
  CHECK(judge_band(measure("x", 5, "px", 0, 5, 9), "low", "high").message.empty());
  CHECK(judge_band(measure("x", 4, "px", 0, 5, 9), "low", "high").message == "low");
  CHECK(judge_band(measure("x", 10, "px", 0, 5, 9), "low", "high").message == "high");
}

TEST_CASE("scaled gives no number for a picture without extent") {
  CHECK(scaled(100, 640, 1280) == 50);
  CHECK(std::isnan(scaled(100, 640, 0)));
}

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

Outcome careless(const Analysis&, const Params&) {
  Outcome outcome;
  outcome.status = Status::pass;
  outcome.measured = {measure("x", kNan, "px", 0), measure("y", 1, "px", 0)};
  outcome.region = Rect{kNan, 0, 10, 10};
  return outcome;
}

constexpr RuleBody kCareless = {.run = careless};

}  // namespace

TEST_CASE("a pass on a number that is none becomes cannot_assess, and reports see no such number") {
  RuleInfo info;
  info.body = &kCareless;
  BoundRule rule;
  rule.info = &info;
  const Outcome outcome = evaluate(Analysis{}, {rule}).front().outcome;
  CHECK(outcome.status == Status::cannot_assess);
  CHECK(outcome.message == "not-a-number");
  CHECK(outcome.measured.size() == 1);
  CHECK_FALSE(outcome.region.has_value());
}
