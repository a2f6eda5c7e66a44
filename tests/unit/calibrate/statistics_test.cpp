// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/statistics.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

using namespace photolint;

TEST_CASE("Wilson's interval has its published values") {
  // Newcombe, Statistics in Medicine 17 (1998), table I, method 3.
  const Interval a = wilson_interval({81, 263});
  CHECK(a.low == Approx(0.2553).margin(5e-5));
  CHECK(a.high == Approx(0.3662).margin(5e-5));
  const Interval b = wilson_interval({15, 148});
  CHECK(b.low == Approx(0.0624).margin(5e-5));
  CHECK(b.high == Approx(0.1605).margin(5e-5));
  const Interval none = wilson_interval({0, 20});
  CHECK(none.low == 0);
  CHECK(none.high == Approx(0.1611).margin(5e-5));
  const Interval all = wilson_interval({29, 29});
  CHECK(all.low == Approx(0.8830).margin(5e-5));
  CHECK(all.high == 1);
  CHECK(wilson_interval({0, 0}) == Interval{0, 1});
}

TEST_CASE("quantiles are those of R and NumPy") {
  const std::vector<double> values = {1, 2, 3, 4};
  CHECK(quantile(values, 0) == 1);
  CHECK(quantile(values, 0.25) == 1.75);
  CHECK(quantile(values, 0.5) == 2.5);
  CHECK(quantile(values, 1) == 4);
  CHECK(quantile({7}, 0.99) == 7);
  CHECK(std::isnan(quantile({}, 0.5)));
  std::vector<double> hundred(101);
  std::iota(hundred.begin(), hundred.end(), 0);
  const Distribution d = describe_values(hundred);
  CHECK(d.count == 101);
  CHECK(d.min == 0);
  CHECK(d.quantiles == std::array<double, 7>{1, 5, 25, 50, 75, 95, 99});
  CHECK(d.max == 100);
}

TEST_CASE("a histogram counts every value once, the largest in the last bin") {
  const Histogram h = histogram({0, 0.49, 0.5, 1, 2}, 0, 1, 2);
  CHECK(h.bins == std::vector<std::int64_t>{2, 2});
  CHECK(h.edge(0) == 0);
  CHECK(h.edge(1) == 0.5);
  CHECK(h.edge(2) == 1);
}

TEST_CASE("a score at the limit passes") {
  const ErrorRates rates = error_rates({{1, 2, 3}, {3, 4}}, 3);
  CHECK(rates.false_rejections == Rate{0, 3});
  CHECK(rates.misses == Rate{1, 2});
  CHECK(error_rates({{1, 2, 3}, {3, 4}}, 2.9).false_rejections == Rate{1, 3});
}

TEST_CASE("the equal error rate of known sets") {
  CHECK(*equal_error_rate({{1, 2, 3}, {4, 5, 6}}) == 0);
  CHECK(*equal_error_rate({{1, 2, 3, 5}, {4, 6, 7, 8}}) == 0.25);
  CHECK(*equal_error_rate({{1, 2}, {1, 2}}) == 0.5);
  CHECK(*equal_error_rate({{4, 5, 6}, {1, 2, 3}}) == 1);  // the wrong way round
  // No limit gives equal rates: the mean where they differ least.
  CHECK(*equal_error_rate({{1, 2, 4}, {3, 5}}) == Approx((1 / 3. + 0.5) / 2));
  CHECK_FALSE(equal_error_rate({{}, {1}}));
  CHECK_FALSE(equal_error_rate({{1}, {}}));
}

TEST_CASE("a plain number stands in the middle of its gap with few decimals") {
  CHECK(*plain_number_between(0.12, 0.18, false) == 0.15);
  CHECK(*plain_number_between(0.12, 0.13, false) == 0.125);
  CHECK(*plain_number_between(4.3, 9.4, false) == 7);
  CHECK(*plain_number_between(-0.4, 0.3, false) == 0);
  CHECK(*plain_number_between(2, 3, true) == 2);
  CHECK(*plain_number_between(50, 61, true) == 56);
  CHECK_FALSE(plain_number_between(2.1, 2.9, true));
  CHECK_FALSE(plain_number_between(3, 3, false));
}

TEST_CASE("the suggested limit lies in the widest of the best gaps") {
  CHECK(*best_limit({{1, 2, 3}, {9, 10}}, {}) == 6);
  // 1 of 4 good pictures lies among the bad ones: rejecting it needs leave.
  const ScoreSets mixed{{1, 2, 3, 8}, {6, 7, 9, 10}};
  CHECK(*best_limit(mixed, {.max_false_rejections = 0.25}) == 5);
  CHECK(*best_limit(mixed, {.max_false_rejections = 0.24}) == 8.5);
  CHECK_FALSE(best_limit({{1}, {1}}, {}));  // no gap at all
}

TEST_CASE("the suggested limit keeps to what the parameter may be") {
  const ScoreSets sets{{1, 2, 3}, {9, 10}};
  CHECK(*best_limit(sets, {.highest = 4}) == 4);
  CHECK(*best_limit(sets, {.lowest = 8}) == 8.5);
  CHECK(*best_limit(sets, {.whole = true}) == 6);
  CHECK_FALSE(best_limit(sets, {.lowest = 20, .highest = 30}));
  CHECK_FALSE(best_limit({{0.1}, {0.3}}, {.whole = true}));
}

TEST_CASE("resampling says from where to where good limits reach, always alike") {
  ScoreSets sets;
  for (int i = 0; i < 60; ++i) {
    sets.good.push_back(i % 30);
    sets.bad.push_back(25 + i % 30);
  }
  const LimitSearch search{.max_false_rejections = 0.1};
  const auto interval = best_limit_interval(sets, search);
  REQUIRE(interval);
  CHECK(*interval == *best_limit_interval(sets, search));
  const double limit = *best_limit(sets, search);
  CHECK(interval->low <= limit);
  CHECK(interval->high >= limit);
  CHECK(interval->low < interval->high);
  const auto apart = best_limit_interval({{1, 2, 3, 4, 5}, {10, 11, 12, 13, 14}}, {});
  REQUIRE(apart);
  CHECK(apart->low >= 3);
  CHECK(apart->low <= 5);
  CHECK(apart->high >= 10);
  // Order of the pictures is no matter.
  std::reverse(sets.good.begin(), sets.good.end());
  CHECK(*best_limit_interval(sets, search) == *interval);
  CHECK_FALSE(best_limit_interval({{1, 1, 1}, {1, 1, 1}}, {}));
}
