// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/verdict.h"

#include <algorithm>
#include <cmath>
#include <exception>
#include <utility>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

bool can_be_drawn(const Rect& region) {
  return std::isfinite(region.x) && std::isfinite(region.y) && std::isfinite(region.area()) &&
         region.area() > 0;
}

/// The second of the two guards of the program: one rule's fault must not reach the others. Library code
/// below the rules throws only std::exception types.
Outcome run_guarded(const BoundRule& rule, const Analysis& analysis) {
  if (rule.info->body->subject == RuleSubject::batch) return not_applicable("batch-pending");
  try {
    return cleaned(rule.info->body->run(analysis, rule.params));
  } catch (const std::exception& fault) {
    Outcome outcome = cannot_assess("rule-failed");
    outcome.args.push_back({"detail", fault.what()});
    return outcome;
  }
}

VerdictStatus effect_of(const Finding& finding) {
  const BoundRule& rule = *finding.rule;
  if (finding.outcome.status == Status::fail) {
    if (rule.severity == Severity::error) return VerdictStatus::rejected;
    if (rule.severity == Severity::warning) return VerdictStatus::review;
  }
  if (finding.outcome.status == Status::cannot_assess && rule.severity != Severity::info) {
    if (rule.on_cannot_assess == OnCannotAssess::reject) return VerdictStatus::rejected;
    if (rule.on_cannot_assess == OnCannotAssess::review) return VerdictStatus::review;
  }
  return VerdictStatus::accepted;
}

std::string trimmed_field(const Verdict& verdict, std::string_view name) {
  for (const Field& field : verdict.fields) {
    if (field.name == name) return std::string(trim_blanks(field.text));
  }
  return {};
}

}  // namespace

Outcome cleaned(Outcome outcome) {
  if (outcome.region && !can_be_drawn(*outcome.region)) outcome.region.reset();
  const auto dropped =
      std::erase_if(outcome.measured, [](const Measurement& m) { return !std::isfinite(m.value); });
  // A rule that passed on a number that is none has proved nothing.
  if (dropped == 0 || outcome.status != Status::pass) return outcome;
  outcome.status = Status::cannot_assess;
  outcome.message = "not-a-number";
  return outcome;
}

std::string_view to_string(OnCannotAssess effect) {
  switch (effect) {
    case OnCannotAssess::reject:
      return "reject";
    case OnCannotAssess::review:
      return "review";
    case OnCannotAssess::ignore:
      return "ignore";
  }
  return "review";
}

std::string_view to_string(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::accepted:
      return "accepted";
    case VerdictStatus::review:
      return "review";
    case VerdictStatus::rejected:
      return "rejected";
    case VerdictStatus::unreadable:
      return "unreadable";
    case VerdictStatus::missing:
      return "missing";
    case VerdictStatus::unclaimed:
      return "unclaimed";
    case VerdictStatus::internal_error:
      return "internal-error";
  }
  return "internal-error";
}

std::vector<Finding> evaluate(const Analysis& analysis, const std::vector<BoundRule>& rules) {
  std::vector<Finding> findings;
  findings.reserve(rules.size());
  for (const BoundRule& rule : rules) findings.push_back({&rule, run_guarded(rule, analysis)});
  return findings;
}

std::vector<Finding> evaluate_row(const Analysis& analysis, const std::vector<BoundRule>& rules) {
  std::vector<Finding> findings;
  for (const BoundRule& rule : rules) {
    if (rule.info->body->subject == RuleSubject::photo) continue;
    findings.push_back({&rule, run_guarded(rule, analysis)});
  }
  return findings;
}

bool counts_against(const Finding& finding) {
  return effect_of(finding) != VerdictStatus::accepted;
}

VerdictStatus conclude(const std::vector<Finding>& findings) {
  // A profile without rules is a configuration error; should an empty list get here, it proves nothing.
  VerdictStatus worst = findings.empty() ? VerdictStatus::review : VerdictStatus::accepted;
  for (const Finding& finding : findings) {
    const VerdictStatus effect = effect_of(finding);
    if (static_cast<int>(effect) > static_cast<int>(worst)) worst = effect;
  }
  return worst;
}

VerdictStatus status_of(ReconcileState state) {
  switch (state) {
    case ReconcileState::ready:
    case ReconcileState::linked:
      return VerdictStatus::accepted;
    case ReconcileState::ready_doubtful:
    case ReconcileState::ambiguous:
    case ReconcileState::unknown_to_school:
      return VerdictStatus::review;
    case ReconcileState::not_delivered:
      return VerdictStatus::missing;
    case ReconcileState::field_differs:
      return VerdictStatus::rejected;
    case ReconcileState::unreadable:
      break;
  }
  return VerdictStatus::unreadable;
}

Verdict concluded(Verdict verdict) {
  if (!verdict.reconciled) {
    verdict.status = conclude(verdict.findings);
    return verdict;
  }
  ReconcileState& state = verdict.reconciled->state;
  const bool doubtful = std::any_of(verdict.findings.begin(), verdict.findings.end(), counts_against);
  if (state == ReconcileState::ready && doubtful) state = ReconcileState::ready_doubtful;
  verdict.status = status_of(state);
  return verdict;
}

void ReconcileTotals::add(const Verdict& verdict) {
  const auto state = static_cast<std::size_t>(verdict.reconciled->state);
  ++by_state.at(state);
  ++by_step.at(static_cast<std::size_t>(verdict.reconciled->joined_by));
  // Of an unreadable row nobody knows which cell is the college.
  const bool readable = verdict.reconciled->state != ReconcileState::unreadable;
  const std::string college = readable ? trimmed_field(verdict, "college") : std::string();
  const std::string class_name = readable ? trimmed_field(verdict, "class_name") : std::string();
  ++by_college[college].at(state);
  ++by_class[{college, class_name}].at(state);
}

void Summary::add(const Verdict& verdict) {
  ++items;
  ++by_status.at(static_cast<std::size_t>(verdict.status));
  if (verdict.error) ++by_error[verdict.error->code];
  if (verdict.reconciled) reconciled.add(verdict);
  for (const Finding& finding : verdict.findings) {
    ++by_rule[finding.rule->info->code].at(static_cast<std::size_t>(finding.outcome.status));
  }
}

}  // namespace photolint
