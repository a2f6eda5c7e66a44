// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/student_row.h"

#include <algorithm>
#include <array>
#include <utility>

#include "photolint/report/catalogue.h"

namespace photolint {

std::int64_t count_fails(const Verdict& verdict, Severity severity) {
  return std::count_if(verdict.findings.begin(), verdict.findings.end(), [severity](const Finding& finding) {
    return finding.outcome.status == Status::fail && finding.rule->severity == severity;
  });
}

std::int64_t count_unchecked(const Verdict& verdict) {
  return std::count_if(verdict.findings.begin(), verdict.findings.end(), [](const Finding& finding) {
    return finding.outcome.status == Status::cannot_assess;
  });
}

std::string row_codes(const Verdict& verdict) {
  if (verdict.error) return std::string(to_string(verdict.error->code));
  std::string text;
  for (const Finding* finding : reasons(verdict)) {
    if (!text.empty()) text += ' ';
    text += finding->rule->info->code;
  }
  return text;
}

std::string row_reason(const Verdict& verdict, const Shown& shown, Language language) {
  const std::size_t count = reasons(verdict).size();
  std::string first = shown.first_reason();
  if (verdict.error || count < 2) return first;
  return message("report.more-reasons",
                 std::array{Arg{"reason", std::move(first)}, Arg{"count", std::to_string(count - 1)}},
                 language);
}

std::string row_differences(const Verdict& verdict, const Shown& shown) {
  if (!verdict.reconciled) return {};
  std::string text = shown.candidates();
  for (const FieldDifference& d : verdict.reconciled->differences) {
    if (!text.empty()) text += " | ";
    text += shown.difference(d);
  }
  return text;
}

std::string row_field(const Verdict& verdict, const std::string& name, const Shown& shown) {
  for (const Field& field : verdict.fields) {
    if (field.name == name) return shown.field(field);
  }
  return {};
}

}  // namespace photolint
