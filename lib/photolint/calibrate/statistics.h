// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

// Numbers about two labelled sets of measured values. A score is a value turned so that larger is worse: a
// limit rejects the scores above it. Nothing here depends on the order of the values.

namespace photolint {

/// hits of all.
struct Rate {
  std::int64_t hits = 0;
  std::int64_t all = 0;

  /// 0 where there is nothing to count.
  [[nodiscard]] double share() const {
    return all > 0 ? static_cast<double>(hits) / static_cast<double>(all) : 0;
  }
  bool operator==(const Rate&) const = default;
};

/// Two ends, low <= high.
struct Interval {
  double low = 0;
  double high = 0;
  bool operator==(const Interval&) const = default;
};

/// Wilson's score interval of a share, 95 %; {0, 1} where there is nothing to count. Unlike the usual
/// interval it stays in 0..1 and says something at 0 hits: 0 of 30 may be 11 %.
[[nodiscard]] Interval wilson_interval(const Rate& rate);

/// The shares of kQuantiles, in the order of every table: 1, 5, 25, 50, 75, 95, 99 %.
inline constexpr std::array kQuantiles = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};

/// The value at the share of the sorted values, linear between neighbours (Hyndman and Fan's type 7, the
/// default of R and NumPy). Not a number without values.
[[nodiscard]] double quantile(const std::vector<double>& sorted, double share);

/// The numbers that describe a distribution; not numbers without values.
struct Distribution {
  std::size_t count = 0;
  double min = 0;
  std::array<double, kQuantiles.size()> quantiles{};
  double max = 0;
};
[[nodiscard]] Distribution describe_values(std::vector<double> values);

/// Equal bins from low to high and how many values lie in each; the last one holds high too.
struct Histogram {
  double low = 0;
  double high = 1;
  std::vector<std::int64_t> bins;

  [[nodiscard]] double edge(std::size_t bin) const {
    return low + (high - low) * static_cast<double>(bin) / static_cast<double>(bins.size());
  }
};
/// Values outside low..high are not counted; high > low, bins >= 1.
[[nodiscard]] Histogram histogram(const std::vector<double>& values, double low, double high,
                                  std::size_t bins);

/// Scores of both sets.
struct ScoreSets {
  std::vector<double> good;
  std::vector<double> bad;
};

/// Both error rates at a limit.
struct ErrorRates {
  Rate false_rejections;  ///< of the good
  Rate misses;            ///< of the bad
  bool operator==(const ErrorRates&) const = default;
};
[[nodiscard]] ErrorRates error_rates(const ScoreSets& scores, double limit);

/// The error rate where both are alike: the mean of the two at the limit where they differ least. Nothing
/// without good or without bad scores.
[[nodiscard]] std::optional<double> equal_error_rate(const ScoreSets& scores);

/// What a limit may be.
struct LimitSearch {
  double max_false_rejections = 0.01;  ///< largest share of good scores above the limit
  double lowest = -std::numeric_limits<double>::infinity();
  double highest = std::numeric_limits<double>::infinity();
  bool whole = false;  ///< only whole numbers
};

/// The limit with the smallest sum of both error rates among those that keep to the search; of equal ones the
/// one in the widest gap between neighbouring scores. It stands near the middle of its gap, with as few
/// decimals as that allows. Nothing where no limit that rejects something keeps to the search.
[[nodiscard]] std::optional<double> best_limit(const ScoreSets& scores, const LimitSearch& search);

/// From where to where the best gaps of 1000 resamples of both sets reach: the 2.5 % quantile of their lower
/// and the 97.5 % quantile of their upper ends. Any limit in there may be the best one for other pictures of
/// the same kind. Drawn with a fixed seed: the same bytes on every run. Nothing where more than half of the
/// resamples give no limit.
[[nodiscard]] std::optional<Interval> best_limit_interval(const ScoreSets& scores, const LimitSearch& search);

/// A number inside low <= n < high with as few decimals as keep it in the middle half; whole: a whole number
/// or nothing.
[[nodiscard]] std::optional<double> plain_number_between(double low, double high, bool whole);

}  // namespace photolint
