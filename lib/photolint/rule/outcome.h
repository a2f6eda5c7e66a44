// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/number.h"
#include "photolint/image/geometry.h"

namespace photolint {

/// What a rule found.
enum class Status { pass, fail, not_applicable, cannot_assess };

/// "pass", "fail", "not-applicable", "cannot-assess".
[[nodiscard]] std::string_view to_string(Status status);

/// A measured number with its allowed band. The value is rounded to what reports print, so that text and
/// decision cannot disagree.
struct Measurement {
  std::string_view name;  ///< snake_case, stable, without the unit
  double value = 0;
  std::string_view unit;  ///< as in ParamSpec::unit
  int decimals = 0;
  std::optional<double> min;  ///< smallest allowed value; none: no lower limit
  std::optional<double> max;

  /// 0 inside the band; negative by how much the value is below min, positive by how much it is above max.
  [[nodiscard]] double excess() const {
    if (min && value < *min) return round_to(value - *min, decimals);
    if (max && value > *max) return round_to(value - *max, decimals);
    return 0;
  }
  [[nodiscard]] bool inside() const { return !(min && value < *min) && !(max && value > *max); }
  bool operator==(const Measurement&) const = default;
};

/// A measurement with a value rounded to decimals; a limit is given as std::nullopt where there is none.
[[nodiscard]] Measurement measure(std::string_view name, double value, std::string_view unit, int decimals,
                                  std::optional<double> min = std::nullopt,
                                  std::optional<double> max = std::nullopt);

/// The result of one rule on one photo.
struct Outcome {
  Status status = Status::cannot_assess;
  std::string_view message;  ///< id in RuleBody::messages; empty for a pass without words
  std::vector<Measurement> measured;
  std::vector<Arg> args;       ///< words for the message, the same in every language (formats, names)
  std::optional<Rect> region;  ///< where the rule looked, full-size pixels
  bool operator==(const Outcome&) const = default;
};

/// The first measurement outside its band, or nullptr.
[[nodiscard]] const Measurement* first_outside(const std::vector<Measurement>& measured);

/// Pass when every measurement is inside its band, else fail with the message. Not-a-number is cannot_assess.
[[nodiscard]] Outcome judge(std::vector<Measurement> measured, std::string_view fail_message);

/// Pass without words, and fail with the message and its words.
[[nodiscard]] Outcome passed();
[[nodiscard]] Outcome failed(std::string_view message, std::vector<Arg> args = {});

/// cannot_assess with the message; use the shared ids of rule.h where they fit.
[[nodiscard]] Outcome cannot_assess(std::string_view message);
[[nodiscard]] Outcome not_applicable(std::string_view message);

}  // namespace photolint
