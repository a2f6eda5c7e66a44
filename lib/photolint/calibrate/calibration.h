// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "photolint/calibrate/limits.h"
#include "photolint/calibrate/statistics.h"
#include "photolint/core/error.h"

// One rule against pictures that people have labelled good and bad.

namespace photolint {

/// What the run found out about one picture.
struct LabelledPicture {
  std::string name;               ///< shown path
  std::optional<Error> error;     ///< the picture could not be read
  std::vector<Outcome> outcomes;  ///< one for each of Probes::rules; empty with an error
  std::string sha256;             ///< of the file; may be empty
};

/// Pictures of one label by the rule's result as it is now. Shares are taken of those that it decided.
struct SetCounts {
  std::int64_t passed = 0;
  std::int64_t failed = 0;
  std::int64_t not_assessed = 0;
  std::int64_t not_applicable = 0;
  std::vector<std::string> unreadable;  ///< names

  [[nodiscard]] std::int64_t all() const {
    return passed + failed + not_assessed + not_applicable + static_cast<std::int64_t>(unreadable.size());
  }
};

/// Why there is no suggestion, or why it is weak.
enum class Doubt {
  no_parameter,   ///< the limit follows no parameter
  few_pictures,   ///< fewer than kEnoughPictures of a label were measured
  too_few,        ///< so few that no limit is suggested: kFewestPictures
  no_separation,  ///< no limit does much better than chance: kLeastSeparation
  none_allowed,   ///< every limit rejects too many good pictures, or catches no bad one
  not_in_use,     ///< the rule has no such limit now; the fragment leaves it out
  unstable,       ///< other pictures of the same kind would often give no limit
};

inline constexpr std::size_t kEnoughPictures = 30;  // below, 0 errors may still be 11 % (Wilson)
inline constexpr std::size_t kFewestPictures = 5;
/// A limit must catch so much more of the bad pictures than it rejects of the good ones, shares.
inline constexpr double kLeastSeparation = 0.2;

/// One limit of the rule.
struct LimitStudy {
  RuleLimit limit;
  ScoreSets values;  ///< measured, of the decided pictures: not turned into scores
  std::int64_t good_unmeasured = 0;
  std::int64_t bad_unmeasured = 0;
  /// Where a value is limited from both sides: bad pictures that lie beyond the other side of the good ones.
  /// They are not among the values.
  std::int64_t bad_elsewhere = 0;
  ErrorRates now;  ///< by the limits that the rule states
  std::optional<double> eer;
  std::optional<double> suggested;
  ErrorRates then;                   ///< at the suggested limit
  std::optional<Interval> interval;  ///< of the suggested limit, 95 %
  std::vector<Doubt> doubts;

  [[nodiscard]] bool doubted(Doubt doubt) const;
  /// There is a suggestion for a limit that the rule has now.
  [[nodiscard]] bool replaceable() const { return suggested && !doubted(Doubt::not_in_use); }
};

/// The whole result.
struct Calibration {
  const BoundRule* rule = nullptr;
  double max_false_rejections = 0.01;
  SetCounts good;
  SetCounts bad;
  std::int64_t in_both = 0;  ///< bad pictures whose bytes also lie among the good ones
  std::vector<LimitStudy> limits;

  /// Whether a limit that the rule has now could be another one.
  [[nodiscard]] bool any_suggestion() const;
};

/// Puts the counts, distributions, error rates and suggestions together. max_false_rejections: share of good
/// pictures, 0..1.
[[nodiscard]] Calibration calibrate(const Probes& probes, const std::vector<LabelledPicture>& good,
                                    const std::vector<LabelledPicture>& bad, double max_false_rejections);

}  // namespace photolint
