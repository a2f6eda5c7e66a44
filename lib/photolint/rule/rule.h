// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
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

/// What a rule looks at.
enum class RuleSubject {
  photo,  ///< a readable photo and its row
  row,    ///< Analysis::item and code alone; runs too where the photo is missing or unreadable
  batch,  ///< this item against all items before it
};

struct Verdict;

/// The memory of one batch rule over one run. Sees every item once, in the order of the reports, on one
/// thread at a time, so that its answers do not depend on the number of threads.
class BatchRule {
 public:
  BatchRule() = default;
  BatchRule(const BatchRule&) = delete;
  BatchRule& operator=(const BatchRule&) = delete;
  virtual ~BatchRule() = default;

  /// The outcome for the item. Of two items that clash the later one fails and names the earlier one.
  [[nodiscard]] virtual Outcome see(const Verdict& verdict) = 0;
};

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
  RuleSubject subject = RuleSubject::photo;
  Outcome (*run)(const Analysis&, const Params&) = nullptr;           ///< of photo and row
  std::unique_ptr<BatchRule> (*make_batch)(const Params&) = nullptr;  ///< of batch
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
