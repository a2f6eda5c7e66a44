// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/calibrate/limits.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace photolint {
namespace {

bool is_numeric(const ParamSpec& spec) {
  return (spec.kind == ParamKind::integer || spec.kind == ParamKind::real) && spec.min < spec.max;
}

/// A value near the parameter's own: so near that the rule goes the same way. No other parameter is likely
/// to have it.
ParamValue changed_value(const ParamSpec& spec, const Params& params) {
  constexpr double kStep = 0.00917;  // of the allowed range; no round number
  const double value = params.real(spec.name);
  if (spec.kind == ParamKind::integer) {
    const auto whole = static_cast<std::int64_t>(value);
    return value < spec.max ? whole + 1 : whole - 1;
  }
  const double step = kStep * (spec.max - spec.min);
  return value + step <= spec.max ? value + step : value - step;
}

const Measurement* find_measurement(const Outcome& outcome, std::string_view name) {
  for (const Measurement& m : outcome.measured) {
    if (m.name == name) return &m;
  }
  return nullptr;
}

std::optional<double> end_of(const Measurement& m, bool upper) {
  return upper ? m.max : m.min;
}

/// The end's value at a side of an outcome.
std::optional<double> end_at(const Outcome& outcome, const LimitSide& side) {
  const Measurement* m = find_measurement(outcome, side.measurement);
  return m != nullptr ? end_of(*m, side.upper) : std::nullopt;
}

bool same_side(const LimitSide& a, const LimitSide& b) {
  return a.measurement == b.measurement && a.upper == b.upper;
}

/// Every end that any outcome states, in order of appearance, the lower one of a measurement first.
std::vector<LimitSide> stated_sides(const std::vector<std::vector<Outcome>>& pictures) {
  std::vector<LimitSide> sides;
  for (const std::vector<Outcome>& outcomes : pictures) {
    for (const Outcome& outcome : outcomes) {
      for (const Measurement& m : outcome.measured) {
        for (const bool upper : {false, true}) {
          const LimitSide side{m.name, upper};
          const bool known = std::any_of(sides.begin(), sides.end(),
                                         [&side](const LimitSide& other) { return same_side(side, other); });
          if (end_of(m, upper) && !known) sides.push_back(side);
        }
      }
    }
  }
  return sides;
}

/// 1 or -1 where the end moves from sign x the old to sign x the new value of the parameter (or appears
/// there), in some picture; else 0.
double following_sign(const LimitSide& side, double old_value, double new_value, std::size_t probe,
                      const std::vector<std::vector<Outcome>>& pictures) {
  for (const std::vector<Outcome>& outcomes : pictures) {
    if (outcomes.size() <= probe) continue;
    const std::optional<double> before = end_at(outcomes.front(), side);
    const std::optional<double> after = end_at(outcomes[probe], side);
    if (!after) continue;
    for (const double sign : {1.0, -1.0}) {
      if (*after == sign * new_value && (!before || *before == sign * old_value)) return sign;
    }
  }
  return 0;
}

/// Fills what the outcomes say about the limit's measurements.
void add_facts(RuleLimit& limit, const std::vector<std::vector<Outcome>>& pictures) {
  bool varies = false;
  for (const std::vector<Outcome>& outcomes : pictures) {
    for (const Outcome& outcome : outcomes) {
      for (const LimitSide& side : limit.sides) {
        const Measurement* m = find_measurement(outcome, side.measurement);
        if (m == nullptr) continue;
        limit.unit = m->unit;
        limit.decimals = m->decimals;
      }
    }
    if (outcomes.empty()) continue;
    for (const LimitSide& side : limit.sides) {
      const std::optional<double> end = end_at(outcomes.front(), side);
      if (!end) continue;
      const double value = side.sign * *end;
      varies = varies || (limit.current && *limit.current != value);
      limit.current = value;
    }
  }
  if (varies) limit.current.reset();
}

/// The side with the first parameter that it follows.
RuleLimit limit_at(const LimitSide& side, const Probes& probes,
                   const std::vector<std::vector<Outcome>>& pictures) {
  RuleLimit limit;
  limit.sides = {side};
  limit.upper = side.upper;
  for (std::size_t i = 0; i < probes.params.size(); ++i) {
    const std::string_view name = probes.params[i]->name;
    const double sign = following_sign(side, probes.rules.front().params.real(name),
                                       probes.rules[i + 1].params.real(name), i + 1, pictures);
    if (sign == 0) continue;
    limit.param = probes.params[i];
    limit.sides.front().sign = sign;
    // Minus the value as a lower end is the value as an upper end of minus the measurement.
    limit.upper = (sign > 0) == side.upper;
    return limit;
  }
  return limit;
}

/// Forgets the parameter; the limit has one side.
void stand_alone(RuleLimit& limit) {
  limit.param = nullptr;
  limit.sides.front().sign = 1;
  limit.upper = limit.sides.front().upper;
}

}  // namespace

Probes make_probes(const BoundRule& rule) {
  Probes probes;
  probes.rules.push_back(rule);
  for (const ParamSpec& spec : rule.params.specs()) {
    if (!is_numeric(spec)) continue;
    BoundRule changed = rule;
    changed.params.set(spec.name, changed_value(spec, rule.params));
    probes.rules.push_back(std::move(changed));
    probes.params.push_back(&spec);
  }
  return probes;
}

std::optional<double> RuleLimit::value_in(const Outcome& outcome) const {
  std::optional<double> worst;
  for (const LimitSide& side : sides) {
    const Measurement* m = find_measurement(outcome, side.measurement);
    if (m == nullptr || !std::isfinite(m->value)) continue;
    const double value = side.sign * m->value;
    if (!worst || score(value) > score(*worst)) worst = value;
  }
  return worst;
}

bool RuleLimit::crossed_in(const Outcome& outcome) const {
  return std::any_of(sides.begin(), sides.end(), [&outcome](const LimitSide& side) {
    const Measurement* m = find_measurement(outcome, side.measurement);
    const std::optional<double> end = m != nullptr ? end_of(*m, side.upper) : std::nullopt;
    if (!end) return false;
    return side.upper ? m->value > *end : m->value < *end;
  });
}

std::vector<RuleLimit> find_limits(const Probes& probes, const std::vector<std::vector<Outcome>>& pictures) {
  std::vector<RuleLimit> limits;
  for (const LimitSide& side : stated_sides(pictures)) {
    RuleLimit found = limit_at(side, probes, pictures);
    const auto same = std::find_if(limits.begin(), limits.end(), [&found](const RuleLimit& other) {
      return found.param != nullptr && other.param == found.param;
    });
    if (same == limits.end()) {
      limits.push_back(std::move(found));
    } else if (same->upper == found.upper) {
      same->sides.push_back(found.sides.front());
    } else {
      stand_alone(*same);
      stand_alone(found);
      limits.push_back(std::move(found));
    }
  }
  for (RuleLimit& limit : limits) add_facts(limit, pictures);
  return limits;
}

}  // namespace photolint
