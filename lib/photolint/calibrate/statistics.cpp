// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/statistics.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>

#include "photolint/core/number.h"

namespace photolint {
namespace {

constexpr double kNormal95 = 1.959963984540054;  // 97.5 % of the normal distribution lie below
constexpr int kResamples = 1000;
constexpr std::uint64_t kSeed = 20261121;
constexpr int kMostDecimals = 9;  // of round_to

/// How many scores of each set have a value; values ascend.
struct Step {
  double value = 0;
  std::int64_t good = 0;
  std::int64_t bad = 0;
};

/// All scores, value by value.
struct Tally {
  std::vector<Step> steps;
  std::int64_t goods = 0;
  std::int64_t bads = 0;
};

Tally tally_of(const ScoreSets& scores) {
  std::vector<Step> all;
  all.reserve(scores.good.size() + scores.bad.size());
  for (const double score : scores.good) all.push_back({score, 1, 0});
  for (const double score : scores.bad) all.push_back({score, 0, 1});
  std::sort(all.begin(), all.end(), [](const Step& a, const Step& b) { return a.value < b.value; });
  Tally tally;
  for (const Step& step : all) {
    if (tally.steps.empty() || tally.steps.back().value != step.value)
      tally.steps.push_back({step.value, 0, 0});
    tally.steps.back().good += step.good;
    tally.steps.back().bad += step.bad;
  }
  tally.goods = static_cast<std::int64_t>(scores.good.size());
  tally.bads = static_cast<std::int64_t>(scores.bad.size());
  return tally;
}

/// The limits in [low, high) decide alike.
struct Gap {
  double low = 0;
  double high = 0;
  std::int64_t rejected = 0;  ///< good scores at high and above
  std::int64_t missed = 0;    ///< bad scores up to low

  /// rejected / goods + missed / bads, over the common denominator, so that equal sums compare equal.
  [[nodiscard]] std::int64_t cost(const Tally& tally) const {
    return rejected * std::max<std::int64_t>(1, tally.bads) + missed * std::max<std::int64_t>(1, tally.goods);
  }
};

bool allowed(const Gap& gap, const Tally& tally, const LimitSearch& search) {
  return static_cast<double>(gap.rejected) <=
         search.max_false_rejections * static_cast<double>(tally.goods) + 1e-9;
}

/// The best gap, cut to what the search allows; nothing where none is allowed.
std::optional<Gap> best_gap(const Tally& tally, const LimitSearch& search) {
  std::optional<Gap> best;
  Gap gap;
  gap.rejected = tally.goods;
  const Step* below = nullptr;
  for (const Step& step : tally.steps) {
    if (step.good + step.bad == 0) continue;  // not drawn into a resample
    if (below != nullptr) {
      gap.rejected -= below->good;
      gap.missed += below->bad;
      Gap cut = gap;
      cut.low = std::max(below->value, search.lowest);
      cut.high = step.value;
      const bool fits = cut.low < cut.high && cut.low <= search.highest && allowed(cut, tally, search) &&
                        plain_number_between(cut.low, cut.high, search.whole);
      if (fits) {
        const std::int64_t difference = best ? cut.cost(tally) - best->cost(tally) : -1;
        const bool wider = best && cut.high - cut.low > best->high - best->low;
        if (difference < 0 || (difference == 0 && wider)) best = cut;
      }
    }
    below = &step;
  }
  return best;
}

std::optional<double> limit_in(const Gap& gap, const LimitSearch& search) {
  const std::optional<double> limit = plain_number_between(gap.low, gap.high, search.whole);
  if (!limit) return std::nullopt;
  return std::min(*limit, search.highest);
}

/// The same numbers on every machine, which std::uniform_int_distribution does not promise.
class Draw {
 public:
  [[nodiscard]] std::size_t below(std::size_t count) {
    // The high 32 bits scaled; the bias of 2^-32 per value is no matter here.
    return static_cast<std::size_t>(((engine_() >> 32U) * static_cast<std::uint64_t>(count)) >> 32U);
  }

 private:
  std::mt19937_64 engine_{kSeed};
};

/// Index into steps for each score of one set.
std::vector<std::size_t> owners(const Tally& tally, std::int64_t Step::*count) {
  std::vector<std::size_t> owner;
  for (std::size_t i = 0; i < tally.steps.size(); ++i) {
    owner.insert(owner.end(), static_cast<std::size_t>(tally.steps[i].*count), i);
  }
  return owner;
}

void draw_into(Tally& resample, std::int64_t Step::*count, const std::vector<std::size_t>& owner,
               Draw& draw) {
  for (std::size_t i = 0; i < owner.size(); ++i) ++(resample.steps[owner[draw.below(owner.size())]].*count);
}

}  // namespace

Interval wilson_interval(const Rate& rate) {
  if (rate.all <= 0) return {0, 1};
  const double n = static_cast<double>(rate.all);
  const double p = rate.share();
  const double z2 = kNormal95 * kNormal95;
  const double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
  const double half = kNormal95 / (1 + z2 / n) * std::sqrt(p * (1 - p) / n + z2 / (4 * n * n));
  // At the ends the formula is exact but for rounding.
  return {rate.hits == 0 ? 0 : middle - half, rate.hits == rate.all ? 1 : middle + half};
}

double quantile(const std::vector<double>& sorted, double share) {
  if (sorted.empty()) return std::numeric_limits<double>::quiet_NaN();
  const double position = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(position);
  if (below + 1 >= sorted.size()) return sorted.back();
  const double t = position - static_cast<double>(below);
  return sorted[below] + t * (sorted[below + 1] - sorted[below]);
}

Distribution describe_values(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  Distribution out;
  out.count = values.size();
  out.min = quantile(values, 0);
  for (std::size_t i = 0; i < kQuantiles.size(); ++i) out.quantiles[i] = quantile(values, kQuantiles[i]);
  out.max = quantile(values, 1);
  return out;
}

Histogram histogram(const std::vector<double>& values, double low, double high, std::size_t bins) {
  Histogram out{low, high, std::vector<std::int64_t>(bins, 0)};
  for (const double value : values) {
    if (!(value >= low && value <= high)) continue;
    const double position = (value - low) / (high - low) * static_cast<double>(bins);
    ++out.bins[std::min(bins - 1, static_cast<std::size_t>(position))];
  }
  return out;
}

ErrorRates error_rates(const ScoreSets& scores, double limit) {
  const auto count = [](const std::vector<double>& values, auto test) {
    return static_cast<std::int64_t>(std::count_if(values.begin(), values.end(), test));
  };
  return {{count(scores.good, [limit](double s) { return s > limit; }),
           static_cast<std::int64_t>(scores.good.size())},
          {count(scores.bad, [limit](double s) { return s <= limit; }),
           static_cast<std::int64_t>(scores.bad.size())}};
}

std::optional<double> equal_error_rate(const ScoreSets& scores) {
  const Tally tally = tally_of(scores);
  if (tally.goods == 0 || tally.bads == 0) return std::nullopt;
  ErrorRates rates{{tally.goods, tally.goods}, {0, tally.bads}};  // a limit below every score
  double least = std::abs(rates.false_rejections.share() - rates.misses.share());
  double eer = (rates.false_rejections.share() + rates.misses.share()) / 2;
  for (const Step& step : tally.steps) {
    rates.false_rejections.hits -= step.good;
    rates.misses.hits += step.bad;
    const double difference = std::abs(rates.false_rejections.share() - rates.misses.share());
    const double mean = (rates.false_rejections.share() + rates.misses.share()) / 2;
    if (difference < least || (difference == least && mean < eer)) {
      least = difference;
      eer = mean;
    }
  }
  return eer;
}

std::optional<double> best_limit(const ScoreSets& scores, const LimitSearch& search) {
  const std::optional<Gap> gap = best_gap(tally_of(scores), search);
  return gap ? limit_in(*gap, search) : std::nullopt;
}

std::optional<Interval> best_limit_interval(const ScoreSets& scores, const LimitSearch& search) {
  Tally resample = tally_of(scores);
  const std::vector<std::size_t> good = owners(resample, &Step::good);
  const std::vector<std::size_t> bad = owners(resample, &Step::bad);
  Draw draw;
  std::vector<double> lows;
  std::vector<double> highs;
  for (int i = 0; i < kResamples; ++i) {
    for (Step& step : resample.steps) step.good = step.bad = 0;
    draw_into(resample, &Step::good, good, draw);
    draw_into(resample, &Step::bad, bad, draw);
    const std::optional<Gap> gap = best_gap(resample, search);
    if (!gap) continue;
    lows.push_back(gap->low);
    highs.push_back(std::min(gap->high, search.highest));
  }
  if (lows.size() * 2 < kResamples) return std::nullopt;
  std::sort(lows.begin(), lows.end());
  std::sort(highs.begin(), highs.end());
  return Interval{quantile(lows, 0.025), quantile(highs, 0.975)};
}

std::optional<double> plain_number_between(double low, double high, bool whole) {
  if (!(low < high)) return std::nullopt;
  const double middle = low + (high - low) / 2;
  const double quarter = (high - low) / 4;
  if (whole) {
    const double nearest = std::round(middle);
    if (nearest >= low && nearest < high) return nearest;
    const double lowest = std::ceil(low);
    return lowest < high ? std::optional(lowest) : std::nullopt;
  }
  for (int decimals = 0; decimals <= kMostDecimals; ++decimals) {
    const double rounded = round_to(middle, decimals);
    if (rounded >= low + quarter && rounded <= high - quarter) return rounded;
  }
  return middle;  // the gap is finer than nine decimals
}

}  // namespace photolint
