// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/shown.h"

#include <algorithm>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"

namespace photolint {

Shown::Shown(const Verdict& verdict, const ReportOptions& options)
    : verdict_(verdict), options_(options), masker_(verdict, options.show_ids) {}

std::string Shown::raw_id() const {
  return masker_.text(verdict_.id);
}

std::string Shown::raw_path() const {
  return masker_.text(verdict_.shown_path);
}

std::string Shown::raw_field(const Field& field) const {
  return masker_.field(field);
}

std::string Shown::id() const {
  return display_text(raw_id());
}

std::string Shown::path() const {
  return display_text(raw_path());
}

std::string Shown::field(const Field& field) const {
  return display_text(raw_field(field));
}

std::string Shown::name() const {
  for (const Field& f : verdict_.fields) {
    if (f.name == "name") return field(f);
  }
  return {};
}

std::string_view Shown::status() const {
  return group_word("status", to_string(verdict_.status), options_.language);
}

std::string Shown::message(const Finding& finding) const {
  return masker_.text(finding_message(finding, options_.language));
}

std::string Shown::error() const {
  if (!verdict_.error) return {};
  Error error = *verdict_.error;
  error.where.path.clear();
  return masker_.text(describe(error, options_.language));
}

std::string Shown::first_reason() const {
  if (verdict_.error) return error();
  const std::vector<const Finding*> why = reasons(verdict_);
  return why.empty() ? std::string{} : message(*why.front());
}

bool rejects(const Finding& finding) {
  const BoundRule& rule = *finding.rule;
  if (!counts_against(finding)) return false;
  if (finding.outcome.status == Status::fail) return rule.severity == Severity::error;
  return rule.on_cannot_assess == OnCannotAssess::reject;
}

std::vector<const Finding*> reasons(const Verdict& verdict) {
  std::vector<const Finding*> found;
  for (const Finding& finding : verdict.findings) {
    if (counts_against(finding)) found.push_back(&finding);
  }
  std::stable_partition(found.begin(), found.end(), [](const Finding* f) { return rejects(*f); });
  return found;
}

std::string incomplete_reason(const Summary& summary, Language language) {
  if (!summary.error) return std::string(word("report.incomplete-unknown", language));
  Error error = *summary.error;
  error.where.path.clear();
  return message("report.incomplete", std::vector<Arg>{{"why", mask_numbers(describe(error, language))}},
                 language);
}

const std::vector<BoundRule>& rules_of(const RunInfo& run) {
  static const std::vector<BoundRule> kNone;
  return run.rules == nullptr ? kNone : *run.rules;
}

std::string_view group_word(std::string_view group, std::string_view name, Language language) {
  std::string key(group);
  key.append(".").append(name);
  const Text* text = find_text(key);
  return text == nullptr ? name : text->in(language);
}

}  // namespace photolint
