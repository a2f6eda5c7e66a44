// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

#include "photolint/analysis/analysis.h"
#include "photolint/core/text.h"
#include "photolint/rule/outcome.h"
#include "photolint/rule/param.h"

namespace photolint {

/// What a failed rule does to the verdict: error rejects, warning sends to review, info only informs.
enum class Severity { info, warning, error };

[[nodiscard]] std::string_view to_string(Severity severity);

/// A preview rule runs only where a profile names it; deprecated rules still run.
enum class RuleStage { preview, stable, deprecated };

[[nodiscard]] std::string_view to_string(RuleStage stage);

/// The same headings for every rule, in every language.
struct Explanation {
  Text checks{};  ///< what is measured, in which unit
  Text why{};
  Text passes_when{};
  Text fails_when{};
  Text cannot_assess_when{};
  Text how_to_fix{};  ///< what the student or photographer should do
  Text reference{};   ///< documents and clauses, and the labelled set behind a calibrated limit
};

/// A sentence that a rule can say. {name} is a measurement's value or an argument, {name.min}, {name.max} and
/// {name.excess} the limits and the distance (without sign).
struct MessageSpec {
  std::string_view id{};  ///< kebab-case
  Text text{};
};

/// Messages that every rule may use without declaring them: "no-face", "faces-failed", "no-parsing",
/// "no-background", "no-head".
[[nodiscard]] std::span<const MessageSpec> shared_messages();

/// Everything about one rule but its name; defined in the rule's own file.
struct RuleBody {
  Explanation explain{};
  std::string_view since{};  ///< version that brought it
  RuleStage stage = RuleStage::stable;
  Severity severity = Severity::error;  ///< where the profile says nothing
  Needs needs{};
  std::span<const ParamSpec> params{};
  std::span<const MessageSpec> messages{};
  std::span<const Status> can_return{};
  Outcome (*run)(const Analysis&, const Params&) = nullptr;
};

/// A line of the rule table.
struct RuleInfo {
  std::string_view code{};    ///< "GEO001"
  std::string_view symbol{};  ///< "single_face"
  std::string_view name{};    ///< "single-face"
  Text summary{};             ///< one line
  const RuleBody* body = nullptr;
};

/// The message of a rule, or of shared_messages(); nullptr for an unknown id.
[[nodiscard]] const MessageSpec* find_message(const RuleBody& body, std::string_view id);

/// The rule with the code or name, or nullptr.
[[nodiscard]] const RuleInfo* find_rule(std::span<const RuleInfo> table, std::string_view code_or_name);

}  // namespace photolint
