// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/row_runner.h"

#include <stdexcept>
#include <string>
#include <utility>

#include "photolint/rule/batch.h"
#include "rules/registry.h"

namespace photolint::test {
namespace {

std::vector<BoundRule> bound(std::string_view code, std::initializer_list<Override> overrides) {
  BoundRule rule;
  rule.info = find_rule(rules::table(), code);
  if (rule.info == nullptr) throw std::logic_error("unknown rule " + std::string(code));
  rule.params = Params(rule.info->body->params);
  for (const auto& [name, value] : overrides) rule.params.set(name, value);
  rule.severity = rule.info->body->severity;
  return {std::move(rule)};
}

}  // namespace

WorkItem row_item(Fields fields, std::optional<Error> problem) {
  WorkItem item;
  item.fields = std::move(fields);
  item.roster_line = 2;
  item.problem = std::move(problem);
  return item;
}

Outcome run_row(std::string_view code, const WorkItem& item, std::initializer_list<Override> overrides) {
  const std::vector<BoundRule> rules = bound(code, overrides);
  Analysis analysis;
  analysis.item = &item;
  return evaluate_row(analysis, rules).at(0).outcome;
}

Outcome run_without_roster(std::string_view code, std::initializer_list<Override> overrides) {
  WorkItem item = row_item({});
  item.roster_line = 0;
  return run_row(code, item, overrides);
}

std::vector<Outcome> run_batch(std::string_view code, const std::vector<Verdict>& verdicts,
                               std::initializer_list<Override> overrides) {
  const std::vector<BoundRule> rules = bound(code, overrides);
  BatchStage stage(&rules);
  std::vector<Outcome> outcomes;
  for (Verdict verdict : verdicts) {
    verdict.findings = {{&rules.front(), not_applicable("batch-pending")}};
    outcomes.push_back(stage.complete(std::move(verdict)).findings.front().outcome);
  }
  return outcomes;
}

Verdict verdict_on(int line, Fields fields, std::string_view path) {
  Verdict verdict;
  verdict.roster_line = line;
  verdict.fields = std::move(fields);
  verdict.shown_path = path;
  verdict.status = VerdictStatus::accepted;
  return verdict;
}

}  // namespace photolint::test
