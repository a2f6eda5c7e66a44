// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/outcome.h"

#include <cmath>
#include <utility>

namespace photolint {

std::string_view to_string(Status status) {
  switch (status) {
    case Status::pass:
      return "pass";
    case Status::fail:
      return "fail";
    case Status::not_applicable:
      return "not-applicable";
    case Status::cannot_assess:
      return "cannot-assess";
  }
  return "cannot-assess";
}

Measurement measure(std::string_view name, double value, std::string_view unit, int decimals,
                    std::optional<double> min, std::optional<double> max) {
  return {name, round_to(value, decimals), unit, decimals, min, max};
}

const Measurement* first_outside(const std::vector<Measurement>& measured) {
  for (const Measurement& m : measured) {
    if (!m.inside()) return &m;
  }
  return nullptr;
}

Outcome judge(std::vector<Measurement> measured, std::string_view fail_message) {
  Outcome outcome;
  outcome.measured = std::move(measured);
  for (const Measurement& m : outcome.measured) {
    if (!std::isfinite(m.value)) {
      outcome.message = "not-a-number";
      return outcome;
    }
  }
  const bool failed = first_outside(outcome.measured) != nullptr;
  outcome.status = failed ? Status::fail : Status::pass;
  if (failed) outcome.message = fail_message;
  return outcome;
}

Outcome passed() {
  Outcome outcome;
  outcome.status = Status::pass;
  return outcome;
}

Outcome failed(std::string_view message, std::vector<Arg> args) {
  Outcome outcome;
  outcome.status = Status::fail;
  outcome.message = message;
  outcome.args = std::move(args);
  return outcome;
}

Outcome cannot_assess(std::string_view message) {
  Outcome outcome;
  outcome.message = message;
  return outcome;
}

Outcome not_applicable(std::string_view message) {
  Outcome outcome;
  outcome.status = Status::not_applicable;
  outcome.message = message;
  return outcome;
}

}  // namespace photolint
