// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/batch.h"

#include <algorithm>
#include <exception>
#include <utility>

namespace photolint {
namespace {

Outcome see_guarded(BatchRule& memory, const Verdict& verdict) {
  try {
    return cleaned(memory.see(verdict));
  } catch (const std::exception& fault) {
    Outcome outcome = cannot_assess("rule-failed");
    outcome.args.push_back({"detail", fault.what()});
    return outcome;
  }
}

bool is_judged(VerdictStatus status) {
  return status == VerdictStatus::accepted || status == VerdictStatus::review ||
         status == VerdictStatus::rejected;
}

}  // namespace

BatchStage::BatchStage(const std::vector<BoundRule>* rules) {
  if (rules == nullptr) return;
  for (const BoundRule& rule : *rules) {
    const RuleBody& body = *rule.info->body;
    if (body.subject == RuleSubject::batch) entries_.push_back({&rule, body.make_batch(rule.params)});
  }
}

Verdict BatchStage::complete(Verdict verdict) {
  for (Entry& entry : entries_) {
    const auto finding = std::find_if(verdict.findings.begin(), verdict.findings.end(),
                                      [&entry](const Finding& f) { return f.rule == entry.rule; });
    if (finding != verdict.findings.end()) finding->outcome = see_guarded(*entry.memory, verdict);
  }
  if (entries_.empty() || !is_judged(verdict.status)) return verdict;
  return concluded(std::move(verdict));
}

}  // namespace photolint
