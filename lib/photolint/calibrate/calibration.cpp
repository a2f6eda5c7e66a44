// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/calibration.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace photolint {
namespace {

SetCounts count_set(const std::vector<LabelledPicture>& pictures) {
  SetCounts counts;
  for (const LabelledPicture& picture : pictures) {
    if (picture.error || picture.outcomes.empty()) {
      counts.unreadable.push_back(picture.name);
      continue;
    }
    switch (picture.outcomes.front().status) {
      case Status::pass:
        ++counts.passed;
        break;
      case Status::fail:
        ++counts.failed;
        break;
      case Status::not_applicable:
        ++counts.not_applicable;
        break;
      case Status::cannot_assess:
        ++counts.not_assessed;
        break;
    }
  }
  return counts;
}

/// The rule's own outcome where it decided, else nullptr.
const Outcome* decided(const LabelledPicture& picture) {
  if (picture.error || picture.outcomes.empty()) return nullptr;
  const Outcome& outcome = picture.outcomes.front();
  return outcome.status == Status::pass || outcome.status == Status::fail ? &outcome : nullptr;
}

/// A measured value and whether it lies outside now.
struct Measured {
  double value = 0;
  bool crossed = false;
};

/// The values of the decided pictures.
struct MeasuredSet {
  std::vector<Measured> values;
  std::int64_t unmeasured = 0;
};

MeasuredSet measured_set(const RuleLimit& limit, const std::vector<LabelledPicture>& pictures) {
  MeasuredSet set;
  for (const LabelledPicture& picture : pictures) {
    const Outcome* outcome = decided(picture);
    if (outcome == nullptr) continue;
    const std::optional<double> value = limit.value_in(*outcome);
    if (value) {
      set.values.push_back({*value, limit.crossed_in(*outcome)});
    } else {
      ++set.unmeasured;
    }
  }
  return set;
}

/// Whether some measurement is limited at this side by this limit and at the other side by another one.
bool has_other_side(const RuleLimit& limit, const std::vector<RuleLimit>& all) {
  for (const RuleLimit& other : all) {
    if (&other == &limit || other.upper == limit.upper) continue;
    for (const LimitSide& a : limit.sides) {
      for (const LimitSide& b : other.sides) {
        if (a.measurement == b.measurement) return true;
      }
    }
  }
  return false;
}

std::vector<double> plain(const std::vector<Measured>& measured) {
  std::vector<double> values;
  for (const Measured& m : measured) values.push_back(m.value);
  return values;
}

ScoreSets scores_of(const LimitStudy& study) {
  ScoreSets scores = study.values;
  for (std::vector<double>* values : {&scores.good, &scores.bad}) {
    for (double& value : *values) value = study.limit.score(value);
  }
  return scores;
}

/// The bad values on the worse side of the good ones' middle.
std::vector<Measured> on_this_side(const RuleLimit& limit, std::vector<double> good,
                                   std::vector<Measured> bad) {
  if (good.empty()) return bad;
  std::sort(good.begin(), good.end());
  const double middle = limit.score(quantile(good, 0.5));
  std::erase_if(bad, [&](const Measured& m) { return limit.score(m.value) < middle; });
  return bad;
}

/// What the parameter may be beside the others of the rule, as scores.
LimitSearch search_of(const RuleLimit& limit, const Params& params, double max_false_rejections) {
  const ParamSpec& spec = *limit.param;
  double lowest = spec.min;
  double highest = spec.max;
  if (!spec.not_below.empty()) lowest = std::max(lowest, params.real(spec.not_below));
  for (const ParamSpec& other : params.specs()) {
    if (other.not_below == spec.name) highest = std::min(highest, params.real(other.name));
  }
  LimitSearch search;
  search.max_false_rejections = max_false_rejections;
  search.lowest = limit.upper ? lowest : -highest;
  search.highest = limit.upper ? highest : -lowest;
  search.whole = spec.kind == ParamKind::integer;
  return search;
}

void suggest(LimitStudy& study, const Params& params, double max_false_rejections) {
  const ScoreSets scores = scores_of(study);
  study.eer = equal_error_rate(scores);
  const std::size_t fewest = std::min(scores.good.size(), scores.bad.size());
  if (study.limit.param == nullptr) {
    study.doubts.push_back(Doubt::no_parameter);
    return;
  }
  if (fewest < kFewestPictures) {
    study.doubts.push_back(Doubt::too_few);
    return;
  }
  if (fewest < kEnoughPictures) study.doubts.push_back(Doubt::few_pictures);
  const LimitSearch search = search_of(study.limit, params, max_false_rejections);
  const std::optional<double> limit = best_limit(scores, search);
  if (!limit) {
    study.doubts.push_back(Doubt::none_allowed);
    return;
  }
  const ErrorRates rates = error_rates(scores, *limit);
  if (1 - rates.misses.share() - rates.false_rejections.share() < kLeastSeparation) {
    study.doubts.push_back(Doubt::no_separation);
    return;
  }
  study.suggested = study.limit.score(*limit);  // turning twice gives the value again
  study.then = rates;
  if (!study.limit.current) study.doubts.push_back(Doubt::not_in_use);
  if (const std::optional<Interval> range = best_limit_interval(scores, search)) {
    const double a = study.limit.score(range->low);
    const double b = study.limit.score(range->high);
    study.interval = Interval{std::min(a, b), std::max(a, b)};
  } else {
    study.doubts.push_back(Doubt::unstable);
  }
}

LimitStudy study_limit(const RuleLimit& limit, const std::vector<RuleLimit>& all, const Params& params,
                       const std::vector<LabelledPicture>& good_pictures,
                       const std::vector<LabelledPicture>& bad_pictures, double max_false_rejections) {
  LimitStudy study;
  study.limit = limit;
  const MeasuredSet good = measured_set(limit, good_pictures);
  const MeasuredSet bad = measured_set(limit, bad_pictures);
  study.good_unmeasured = good.unmeasured;
  study.bad_unmeasured = bad.unmeasured;
  study.values.good = plain(good.values);
  const std::vector<Measured> bad_here =
      has_other_side(limit, all) ? on_this_side(limit, study.values.good, bad.values) : bad.values;
  study.values.bad = plain(bad_here);
  study.bad_elsewhere = static_cast<std::int64_t>(bad.values.size() - bad_here.size());
  const auto crossed = [](const Measured& m) { return m.crossed; };
  study.now.false_rejections = {std::count_if(good.values.begin(), good.values.end(), crossed),
                                static_cast<std::int64_t>(good.values.size())};
  study.now.misses = {std::count_if(bad_here.begin(), bad_here.end(), std::not_fn(crossed)),
                      static_cast<std::int64_t>(bad_here.size())};
  suggest(study, params, max_false_rejections);
  return study;
}

std::int64_t count_in_both(const std::vector<LabelledPicture>& good,
                           const std::vector<LabelledPicture>& bad) {
  std::set<std::string> known;
  for (const LabelledPicture& picture : good) {
    if (!picture.sha256.empty()) known.insert(picture.sha256);
  }
  return std::count_if(bad.begin(), bad.end(),
                       [&known](const LabelledPicture& picture) { return known.count(picture.sha256) > 0; });
}

}  // namespace

bool LimitStudy::doubted(Doubt doubt) const {
  return std::find(doubts.begin(), doubts.end(), doubt) != doubts.end();
}

bool Calibration::any_suggestion() const {
  return std::any_of(limits.begin(), limits.end(), [](const LimitStudy& s) { return s.replaceable(); });
}

Calibration calibrate(const Probes& probes, const std::vector<LabelledPicture>& good,
                      const std::vector<LabelledPicture>& bad, double max_false_rejections) {
  Calibration result;
  result.rule = &probes.rules.front();
  result.max_false_rejections = max_false_rejections;
  result.good = count_set(good);
  result.bad = count_set(bad);
  result.in_both = count_in_both(good, bad);
  std::vector<std::vector<Outcome>> outcomes;
  for (const std::vector<LabelledPicture>* set : {&good, &bad}) {
    for (const LabelledPicture& picture : *set) outcomes.push_back(picture.outcomes);
  }
  const std::vector<RuleLimit> limits = find_limits(probes, outcomes);
  for (const RuleLimit& limit : limits) {
    result.limits.push_back(study_limit(limit, limits, result.rule->params, good, bad, max_false_rejections));
  }
  return result;
}

}  // namespace photolint
