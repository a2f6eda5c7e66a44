// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "photolint/rule/verdict.h"

// Which parameter of a rule stands behind which limit. A rule does not say so: it is asked, by running it
// with one parameter changed a little and looking which limits of its measurements follow.

namespace photolint {

/// A rule, once as it is and once more for each numeric parameter, with this one changed. As the rules of a
/// run they give one outcome each per picture, in this order.
struct Probes {
  std::vector<BoundRule> rules;          ///< rules.front(): unchanged
  std::vector<const ParamSpec*> params;  ///< params[i] is changed in rules[i + 1]
};
[[nodiscard]] Probes make_probes(const BoundRule& rule);

/// The upper or lower end of a measurement's band.
struct LimitSide {
  std::string_view measurement;
  bool upper = true;
  double sign = 1;  ///< -1: the end is minus the parameter's value
};

/// A limit of a rule: one parameter and the ends that follow it, or one end that follows none.
struct RuleLimit {
  const ParamSpec* param = nullptr;  ///< nullptr: the end follows no parameter exactly
  std::vector<LimitSide> sides;
  bool upper = true;  ///< values (times the side's sign) above the limit are rejected; else those below
  std::optional<double> current;  ///< nothing where there is none now, or where it differs between pictures
  std::string_view unit;          ///< of the measurements
  int decimals = 0;

  /// What a picture is judged by: the worst of the measured values, each times its
  /// side's sign; nothing where none is there.
  [[nodiscard]] std::optional<double> value_in(const Outcome& outcome) const;
  /// True where the picture lies outside by the limits that its own outcome states.
  [[nodiscard]] bool crossed_in(const Outcome& outcome) const;
  /// Larger is worse.
  [[nodiscard]] double score(double value) const { return upper ? value : -value; }
};

/// The limits of a rule by the outcomes of its probes, one inner vector a picture, in the order in which the
/// rule states them. The ends of a parameter that bounds values from both sides (an exact value) stand alone,
/// as if they followed none.
[[nodiscard]] std::vector<RuleLimit> find_limits(const Probes& probes,
                                                 const std::vector<std::vector<Outcome>>& pictures);

}  // namespace photolint
