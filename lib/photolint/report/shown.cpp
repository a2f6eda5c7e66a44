// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/shown.h"

#include <algorithm>
#include <array>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"

namespace photolint {
namespace {

/// How the values differ, as part of a sentence.
std::string kind_of(const FieldDifference& difference, Language language) {
  std::string key = "difference." + std::string(to_string(difference.kind));
  const bool has_other_text = find_text(key + "-somewhere") != nullptr;
  if (difference.position == 0 && has_other_text) key += "-somewhere";
  return message(key,
                 std::array{Arg{"position", std::to_string(difference.position)},
                            Arg{"next", std::to_string(difference.position + 1)}},
                 language);
}

/// list: "school" or "vendor".
std::string candidate_lines(const Candidates& candidates, const std::string& list, Language language) {
  if (candidates.count == 0) return std::string(word("reconcile.no-" + list + "-lines", language));
  std::string lines;
  for (const int line : candidates.lines) {
    if (!lines.empty()) lines += ", ";
    lines += std::to_string(line);
  }
  if (candidates.count > static_cast<std::int64_t>(candidates.lines.size())) lines += " ...";
  return message("reconcile." + list + "-lines",
                 std::array{Arg{"count", std::to_string(candidates.count)}, Arg{"lines", lines}}, language);
}

}  // namespace

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

std::string Shown::raw_text(std::string_view text) const {
  return masker_.text(text);
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

std::string_view Shown::state() const {
  if (!verdict_.reconciled) return {};
  return group_word("state", to_string(verdict_.reconciled->state), options_.language);
}

std::string_view Shown::next_step() const {
  if (!verdict_.reconciled) return {};
  return group_word("next", to_string(verdict_.reconciled->state), options_.language);
}

std::string Shown::difference(const FieldDifference& difference) const {
  const Language language = options_.language;
  const auto value = [&](const std::string& text) { return field(Field{difference.field, text}); };
  const std::string sentence = photolint::message(
      "reconcile.difference",
      std::array{Arg{"field", std::string(group_word("field", difference.field, language))},
                 Arg{"school", value(difference.school)}, Arg{"vendor", value(difference.vendor)},
                 Arg{"kind", kind_of(difference, language)}},
      language);
  if (difference.decisive) return sentence;
  return photolint::message("reconcile.note", std::array{Arg{"difference", sentence}}, language);
}

std::string Shown::candidates() const {
  if (!verdict_.reconciled || verdict_.reconciled->state != ReconcileState::ambiguous) return {};
  const Reconciled& found = *verdict_.reconciled;
  const Language language = options_.language;
  const std::string rows = candidate_lines(found.school_candidates, "school", language) +
                           std::string(word("measured.separator", language)) +
                           candidate_lines(found.vendor_candidates, "vendor", language);
  const std::string step(group_word("join", to_string(found.joined_by), language));
  return photolint::message("reconcile.candidates", std::array{Arg{"step", step}, Arg{"rows", rows}},
                            language);
}

std::string Shown::rows() const {
  const Reconciled& found = *verdict_.reconciled;
  const Language language = options_.language;
  std::string text;
  const auto add = [&](std::string part) {
    if (!text.empty()) text += word("report.list-separator", language);
    text += part;
  };
  const auto add_line = [&](const char* key, int line) {
    if (line > 0) add(photolint::message(key, std::array{Arg{"line", std::to_string(line)}}, language));
  };
  add_line("reconcile.school-line", found.school_line);
  add_line("reconcile.vendor-line", found.vendor_line);
  if (found.school_line > 0 && found.vendor_line > 0) {
    const std::string step(group_word("join", to_string(found.joined_by), language));
    add(photolint::message("reconcile.joined-by", std::array{Arg{"step", step}}, language));
  }
  return text;
}

std::vector<std::string> Shown::reconcile_lines() const {
  if (!verdict_.reconciled) return {};
  std::vector<std::string> lines = {rows()};
  for (const FieldDifference& d : verdict_.reconciled->differences) lines.push_back(difference(d));
  lines.push_back(candidates());
  const Arg next{"step", std::string(next_step())};
  lines.push_back(photolint::message("reconcile.next", std::array{next}, options_.language));
  std::erase_if(lines, [](const std::string& line) { return line.empty(); });
  return lines;
}

std::string Shown::list_reason() const {
  if (!verdict_.reconciled) return {};
  const Reconciled& found = *verdict_.reconciled;
  if (found.state == ReconcileState::ambiguous) return candidates();
  for (const FieldDifference& d : found.differences) {
    if (d.decisive && found.state == ReconcileState::field_differs) return difference(d);
  }
  const bool speaks_for_itself =
      found.state == ReconcileState::not_delivered || found.state == ReconcileState::unknown_to_school;
  return speaks_for_itself ? std::string(state()) : std::string();
}

std::string Shown::first_reason() const {
  if (verdict_.error) return error();
  const std::string comparison = list_reason();
  if (!comparison.empty()) return comparison;
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

std::string totals_line(const Summary& summary, Language language) {
  std::string line = std::string(Text{"items: ", "共 "}.in(language)) + std::to_string(summary.items);
  const auto add = [&](std::string_view group, std::string_view name, std::int64_t count) {
    if (count == 0) return;
    line += std::string(Text{", ", "，"}.in(language)) + std::string(group_word(group, name, language)) +
            " " + std::to_string(count);
  };
  std::int64_t compared = 0;
  for (int i = 0; i < kReconcileStateCount; ++i) {
    const std::int64_t count = summary.reconciled.by_state.at(static_cast<std::size_t>(i));
    add("state", to_string(static_cast<ReconcileState>(i)), count);
    compared += count;
  }
  for (int i = 0; i < kVerdictStatusCount && compared == 0; ++i) {
    const auto status = static_cast<VerdictStatus>(i);
    add("status", to_string(status), summary.count(status));
  }
  return line;
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
