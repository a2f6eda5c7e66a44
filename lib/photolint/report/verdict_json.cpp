// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/verdict_json.h"

#include <cmath>

#include "photolint/report/json.h"
#include "photolint/report/reconcile_totals.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

/// Raised when a member is removed or changes its meaning; a new member raises it as well, because the schema
/// allows no unknown ones.
constexpr int kSchemaVersion = 1;
constexpr int kRegionDecimals = 1;

std::string_view bool_word(bool value) {
  return value ? "true" : "false";
}

std::string limit(const std::optional<double>& value) {
  return value && std::isfinite(*value) ? format_limit(*value) : "null";
}

std::string rule_object(const BoundRule& rule) {
  JsonObject object;
  object.text("code", rule.info->code).text("name", rule.info->name);
  object.text("severity", to_string(rule.severity));
  object.text("on_cannot_assess", to_string(rule.on_cannot_assess));
  return object.text("reference", rule.reference).str();
}

std::string measurement_object(const Measurement& m) {
  JsonObject object;
  object.text("name", m.name).raw("value", json_number(m.value, m.decimals)).text("unit", m.unit);
  object.raw("min", limit(m.min)).raw("max", limit(m.max));
  return object.raw("excess", json_number(m.excess(), m.decimals)).str();
}

std::string args_array(const std::vector<Arg>& args, const Shown& shown) {
  JsonArray array;
  for (const Arg& arg : args) {
    JsonObject object;
    array.add(object.text("name", arg.name).text("value", shown.raw_text(arg.value)).str());
  }
  return array.str();
}

std::string line_number(int line) {
  return line > 0 ? std::to_string(line) : "null";
}

std::string candidates_object(const Candidates& candidates) {
  JsonArray lines;
  for (const int line : candidates.lines) lines.add(std::to_string(line));
  JsonObject object;
  return object.raw("count", std::to_string(candidates.count)).raw("lines", lines.str()).str();
}

std::string comparison_object(const Reconciled& found, const Shown& shown) {
  JsonArray differences;
  for (const FieldDifference& d : found.differences) {
    JsonObject object;
    object.text("field", d.field).text("school", shown.raw_field({d.field, d.school}));
    object.text("vendor", shown.raw_field({d.field, d.vendor})).text("kind", to_string(d.kind));
    object.raw("position", line_number(d.position)).raw("decisive", bool_word(d.decisive));
    differences.add(object.text("message", shown.difference(d)).str());
  }
  JsonObject object;
  object.text("state", to_string(found.state)).text("joined_by", to_string(found.joined_by));
  object.raw("school_line", line_number(found.school_line));
  object.raw("vendor_line", line_number(found.vendor_line)).raw("differences", differences.str());
  object.raw("school_candidates", candidates_object(found.school_candidates));
  object.raw("vendor_candidates", candidates_object(found.vendor_candidates));
  return object.text("next_step", shown.next_step()).str();
}

std::string fields(const Verdict& verdict, const Shown& shown) {
  JsonArray array;
  for (const Field& field : verdict.fields) {
    JsonObject object;
    array.add(object.text("name", field.name).text("text", shown.raw_field(field)).str());
  }
  return array.str();
}

std::string reason_codes(const Verdict& verdict) {
  JsonArray array;
  for (const Finding* finding : reasons(verdict)) array.add(json_string(finding->rule->info->code));
  return array.str();
}

std::string error(const Verdict& verdict, const Shown& shown) {
  if (!verdict.error) return "null";
  JsonObject object;
  object.text("code", to_string(verdict.error->code)).text("message", shown.error());
  return object.raw("args", args_array(verdict.error->args, shown)).str();
}

std::string finding_object(const Finding& finding, const Shown& shown) {
  const Outcome& outcome = finding.outcome;
  JsonObject object;
  object.text("code", finding.rule->info->code).text("severity", to_string(finding.rule->severity));
  object.text("status", to_string(outcome.status));
  object.raw("counts_against", bool_word(counts_against(finding)));
  object.text("message_id", outcome.message);
  object.text("message", outcome.message.empty() ? std::string{} : shown.message(finding));
  object.raw("measured", measured_json(outcome)).raw("args", args_array(outcome.args, shown));
  return object.raw("region", outcome.region ? region_json(*outcome.region) : "null").str();
}

std::string by_status(const Summary& summary) {
  JsonObject object;
  for (int i = 0; i < kVerdictStatusCount; ++i) {
    const auto status = static_cast<VerdictStatus>(i);
    object.raw(to_string(status), std::to_string(summary.count(status)));
  }
  return object.str();
}

std::string by_rule(const Summary& summary) {
  JsonObject rules;
  for (const auto& [code, counts] : summary.by_rule) {
    JsonObject object;
    for (const Status s : {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess}) {
      object.raw(to_string(s), std::to_string(counts.at(static_cast<std::size_t>(s))));
    }
    rules.raw(code, object.str());
  }
  return rules.str();
}

std::string by_error(const Summary& summary) {
  JsonObject object;
  for (const auto& [code, count] : summary.by_error) object.raw(to_string(code), std::to_string(count));
  return object.str();
}

}  // namespace

std::string_view language_tag(Language language) {
  return language == Language::zh_cn ? "zh-CN" : "en";
}

std::string measured_json(const Outcome& outcome) {
  JsonArray measured;
  for (const Measurement& m : outcome.measured) measured.add(measurement_object(m));
  return measured.str();
}

std::string region_json(const Rect& region) {
  JsonObject object;
  object.raw("x", json_number(region.x, kRegionDecimals)).raw("y", json_number(region.y, kRegionDecimals));
  object.raw("width", json_number(region.width, kRegionDecimals));
  return object.raw("height", json_number(region.height, kRegionDecimals)).str();
}

std::string run_json(const RunInfo& run, const ReportOptions& options) {
  JsonArray rules;
  for (const BoundRule& rule : rules_of(run)) rules.add(rule_object(rule));
  JsonObject profile;
  profile.text("name", run.profile).raw("version", std::to_string(run.profile_version));
  profile.text("hash", run.profile_hash);
  JsonObject object;
  object.text("kind", "run").raw("schema", std::to_string(kSchemaVersion));
  object.text("tool", "photolint").text("version", run.tool_version).raw("profile", profile.str());
  object.text("language", language_tag(options.language));
  object.raw("ids_masked", bool_word(!options.show_ids)).raw("rules", rules.str());
  if (run.comparison != ListComparison::none) {
    JsonObject reconcile;
    reconcile.raw("photos_checked", bool_word(run.comparison == ListComparison::photos));
    object.raw("reconcile", reconcile.str());
  }
  return object.str();
}

std::string item_json(const Verdict& verdict, const ReportOptions& options) {
  const Shown shown(verdict, options);
  JsonObject object;
  object.text("kind", "item").raw("seq", std::to_string(verdict.seq));
  object.text("id", shown.raw_id()).text("path", shown.raw_path());
  object.raw("roster_line", line_number(verdict.roster_line));
  object.raw("fields", fields(verdict, shown)).text("status", to_string(verdict.status));
  object.raw("reasons", reason_codes(verdict)).raw("error", error(verdict, shown));
  object.raw("sha256", verdict.sha256.empty() ? "null" : json_string(verdict.sha256));
  JsonArray findings;
  for (const Finding& finding : verdict.findings) findings.add(finding_object(finding, shown));
  object.raw("findings", findings.str());
  if (verdict.reconciled) object.raw("reconcile", comparison_object(*verdict.reconciled, shown));
  return object.str();
}

std::string summary_json(ListComparison comparison, const Summary& summary, const ReportOptions& options) {
  JsonObject object;
  object.text("kind", "summary").raw("complete", bool_word(summary.complete));
  object.raw("why_incomplete",
             summary.complete ? "null" : json_string(incomplete_reason(summary, options.language)));
  object.raw("items", std::to_string(summary.items)).raw("by_status", by_status(summary));
  object.raw("by_rule", by_rule(summary)).raw("by_error", by_error(summary));
  if (comparison != ListComparison::none) {
    object.raw("reconcile", totals_json(summary.reconciled, options));
  }
  return object.str();
}

}  // namespace photolint
