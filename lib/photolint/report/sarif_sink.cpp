// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/sarif_sink.h"

#include <array>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/json.h"
#include "photolint/report/rules_page.h"
#include "photolint/report/shown.h"
#include "photolint/report/verdict_json.h"

namespace photolint {
namespace {

constexpr std::string_view kSchemaUri =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
constexpr std::size_t kPrimaryHashDigits = 16;  // as GitHub's own fingerprint of a line has

/// Verdicts of items whose photo was not checked; they stand behind the rules in tool.driver.rules.
constexpr std::array kUncheckedStatuses = {VerdictStatus::unreadable, VerdictStatus::missing,
                                           VerdictStatus::unclaimed, VerdictStatus::internal_error};

std::string_view level_of(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

bool is_unreserved(char c) {
  const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  return letter || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == '~';
}

/// A relative reference (RFC 3986) to the path's bytes. A colon is encoded too, so that no name reads as a
/// scheme.
std::string relative_uri(std::string_view path) {
  static constexpr std::string_view kDigits = "0123456789ABCDEF";
  std::string uri;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (is_unreserved(c) || c == '/') {
      uri += c;
    } else {
      uri.append("%").append(1, kDigits[byte >> 4U]).append(1, kDigits[byte & 0xFU]);
    }
  }
  return uri;
}

/// "[text](target)" is a link in a SARIF message; a file name must not be able to write one.
std::string without_links(std::string text) {
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at + 2)) {
    text.insert(at + 1, " ");
  }
  return text;
}

std::string message_object(std::string_view text) {
  return JsonObject().text("text", text).str();
}

std::string text_object(std::string_view text, std::string_view markdown) {
  return JsonObject().text("text", text).text("markdown", markdown).str();
}

std::string configuration(std::string_view level) {
  return JsonObject().text("level", level).str();
}

std::string state_rule_id(ReconcileState state) {
  return "state-" + std::string(to_string(state));
}

std::string status_rule_id(VerdictStatus status) {
  return "item-" + std::string(to_string(status));
}

/// A descriptor for what is no rule of the profile.
std::string plain_descriptor(const std::string& id, std::string_view title, std::string_view meaning,
                             std::string_view level) {
  JsonObject object;
  object.text("id", id).text("name", id).raw("shortDescription", message_object(title));
  object.raw("fullDescription", message_object(meaning));
  return object.raw("defaultConfiguration", configuration(level)).str();
}

/// The worst that an item of this state is: a rejection or a missing picture, or a matter for a person.
std::string_view level_of(ReconcileState state) {
  return status_of(state) == VerdictStatus::review ? "warning" : "error";
}

class SarifSink : public Sink {
 public:
  SarifSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    rules_ = &rules_of(run);
    compares_ = run.comparison != ListComparison::none;
    properties_.raw("profile", profile_object(run)).raw("idsMasked", options_.show_ids ? "false" : "true");
    const std::string tool = JsonObject().raw("driver", driver(run)).str();
    return output_->write(
        "{\"$schema\":" + json_string(kSchemaUri) + ",\"version\":\"2.1.0\",\"runs\":[{\"tool\":" + tool +
        ",\n\"language\":" + json_string(language_tag(options_.language)) + ",\n\"results\":[");
  }

  Result<void> item(const Verdict& verdict) override {
    const Shown shown(verdict, options_);
    std::string lines;
    if (verdict.reconciled) {
      if (verdict.status != VerdictStatus::accepted) lines += line(state_result(verdict, shown));
    } else if (verdict.error) {
      lines += line(status_result(verdict, shown));
    }
    for (const Finding& finding : verdict.findings) {
      const bool failed = finding.outcome.status == Status::fail;
      if (failed || counts_against(finding)) lines += line(finding_result(finding, verdict, shown));
    }
    return lines.empty() ? Result<void>{} : output_->write(lines);
  }

  Result<void> end(const Summary& summary) override {
    JsonObject invocation;
    invocation.raw("executionSuccessful", summary.complete ? "true" : "false");
    if (!summary.complete) {
      JsonObject notification;
      notification.text("level", "error");
      notification.raw("message", message_object(incomplete_reason(summary, options_.language)));
      invocation.raw("toolExecutionNotifications", JsonArray().add(notification.str()).str());
    }
    properties_.raw("items", std::to_string(summary.items)).raw("byVerdict", by_verdict(summary));
    const std::string last = "\n],\n\"invocations\":" + JsonArray().add(invocation.str()).str() +
                             ",\n\"properties\":" + properties_.str() + "}]}\n";
    if (auto written = output_->write(last); !written) return written;
    return output_->finish(summary.complete);
  }

 private:
  [[nodiscard]] static std::string profile_object(const RunInfo& run) {
    JsonObject object;
    object.text("name", run.profile).raw("version", std::to_string(run.profile_version));
    return object.text("hash", run.profile_hash).str();
  }

  [[nodiscard]] static std::string by_verdict(const Summary& summary) {
    JsonObject object;
    for (int i = 0; i < kVerdictStatusCount; ++i) {
      const auto status = static_cast<VerdictStatus>(i);
      object.raw(to_string(status), std::to_string(summary.count(status)));
    }
    return object.str();
  }

  /// One descriptor a line.
  [[nodiscard]] std::string driver(const RunInfo& run) const {
    std::string descriptors;
    const auto add = [&descriptors](const std::string& descriptor) {
      descriptors.append(descriptors.empty() ? "\n" : ",\n").append(descriptor);
    };
    for (const BoundRule& rule : *rules_) add(rule_descriptor(rule));
    if (compares_) {
      for (int i = 0; i < kReconcileStateCount; ++i) add(state_descriptor(static_cast<ReconcileState>(i)));
    } else {
      for (const VerdictStatus status : kUncheckedStatuses) add(status_descriptor(status));
    }
    JsonObject object;
    object.text("name", "photolint").text("version", run.tool_version);
    return object.raw("rules", "[" + descriptors + "\n]").str();
  }

  [[nodiscard]] std::string rule_descriptor(const BoundRule& rule) const {
    const RuleInfo& info = *rule.info;
    const Explanation& explain = info.body->explain;
    const std::string_view summary = info.summary.in(options_.language);
    const std::string_view checks = explain.checks.in(options_.language);
    const std::string_view advice = explain.how_to_fix.in(options_.language);
    JsonObject object;
    object.text("id", info.code).text("name", info.name).raw("shortDescription", message_object(summary));
    object.raw("fullDescription", message_object(checks.empty() ? summary : checks));
    object.raw("help",
               text_object(advice.empty() ? summary : advice, rule_explanation(info, options_.language)));
    object.raw("defaultConfiguration", configuration(level_of(rule.severity)));
    JsonObject properties;
    properties.text("onCannotAssess", to_string(rule.on_cannot_assess)).text("reference", rule.reference);
    return object.raw("properties", properties.str()).str();
  }

  [[nodiscard]] std::string status_descriptor(VerdictStatus status) const {
    return plain_descriptor(status_rule_id(status),
                            group_word("status", to_string(status), options_.language),
                            group_word("meaning", to_string(status), options_.language), "error");
  }

  [[nodiscard]] std::string state_descriptor(ReconcileState state) const {
    return plain_descriptor(state_rule_id(state), group_word("state", to_string(state), options_.language),
                            group_word("next", to_string(state), options_.language), level_of(state));
  }

  [[nodiscard]] std::string line(const std::string& result) {
    return (std::exchange(any_result_, true) ? ",\n" : "\n") + result;
  }

  /// The beginning that all results share.
  [[nodiscard]] static JsonObject result(std::string_view rule_id, std::size_t rule_index,
                                         std::string_view kind, std::string_view level) {
    JsonObject object;
    object.text("ruleId", rule_id).raw("ruleIndex", std::to_string(rule_index));
    object.text("kind", kind).text("level", level);
    return object;
  }

  [[nodiscard]] std::string finding_result(const Finding& finding, const Verdict& verdict,
                                           const Shown& shown) const {
    const BoundRule& rule = *finding.rule;
    const auto index = static_cast<std::size_t>(finding.rule - rules_->data());
    // SARIF has no level for what only a person can decide: "review" demands "none".
    const bool open = finding.outcome.status == Status::cannot_assess && !rejects(finding);
    const std::string_view level = rejects(finding) ? "error" : level_of(rule.severity);
    JsonObject object = result(rule.info->code, index, open ? "review" : "fail", open ? "none" : level);
    JsonObject properties = item_properties(verdict, shown);
    properties.text("result", to_string(finding.outcome.status));
    properties.raw("measured", measured_json(finding.outcome));
    if (finding.outcome.region) properties.raw("regionPixels", region_json(*finding.outcome.region));
    return complete(std::move(object), shown.message(finding), verdict, shown, properties);
  }

  [[nodiscard]] std::string status_result(const Verdict& verdict, const Shown& shown) const {
    std::size_t index = rules_->size();
    for (const VerdictStatus status : kUncheckedStatuses) {
      if (status == verdict.status) break;
      ++index;
    }
    const JsonObject object = result(status_rule_id(verdict.status), index, "fail", "error");
    return complete(object, shown.error(), verdict, shown, item_properties(verdict, shown));
  }

  [[nodiscard]] std::string state_result(const Verdict& verdict, const Shown& shown) const {
    const ReconcileState state = verdict.reconciled->state;
    const std::size_t index = rules_->size() + static_cast<std::size_t>(state);
    std::string text(shown.state());
    if (verdict.error) text.append(word("report.counts-begin", options_.language)).append(shown.error());
    for (const std::string& part : shown.reconcile_lines()) {
      text.append(word("measured.separator", options_.language)).append(part);
    }
    const JsonObject object = result(state_rule_id(state), index, "fail", level_of(state));
    return complete(object, text, verdict, shown, item_properties(verdict, shown));
  }

  [[nodiscard]] static JsonObject item_properties(const Verdict& verdict, const Shown& shown) {
    JsonObject object;
    object.text("student", shown.raw_id()).text("verdict", to_string(verdict.status));
    if (verdict.roster_line > 0) object.raw("rosterLine", std::to_string(verdict.roster_line));
    return object;
  }

  [[nodiscard]] std::string complete(JsonObject object, const std::string& sentence, const Verdict& verdict,
                                     const Shown& shown, const JsonObject& properties) const {
    std::string who = shown.id();
    if (!shown.name().empty()) who.append(" ").append(shown.name());
    object.raw("message", message_object(without_links(
                              who.append(word("report.counts-begin", options_.language)).append(sentence))));
    object.raw("locations", JsonArray().add(location(shown)).str());
    if (!verdict.sha256.empty()) object.raw("partialFingerprints", fingerprints(verdict));
    return object.raw("properties", properties.str()).str();
  }

  /// GitHub refuses a file with a result that has no physical location, or one without a line: a student
  /// without a photo stands under the number, and every photo is "line 1" of itself.
  [[nodiscard]] static std::string location(const Shown& shown) {
    const std::string path = shown.raw_path();
    const std::string uri = relative_uri(path.empty() ? shown.raw_id() : path);
    JsonObject physical;
    physical.raw("artifactLocation", JsonObject().text("uri", uri).str());
    physical.raw("region", JsonObject().raw("startLine", "1").str());
    JsonObject object;
    object.raw("physicalLocation", physical.str());
    const std::string student = JsonObject().text("name", shown.raw_id()).str();
    return object.raw("logicalLocations", JsonArray().add(student).str()).str();
  }

  /// The same photo keeps its alerts when it is renamed; a new photo gets new ones.
  [[nodiscard]] static std::string fingerprints(const Verdict& verdict) {
    JsonObject object;
    object.text("photoSha256/v1", verdict.sha256);
    return object.text("primaryLocationLineHash", verdict.sha256.substr(0, kPrimaryHashDigits) + ":1").str();
  }

  std::unique_ptr<Output> output_;
  ReportOptions options_;
  const std::vector<BoundRule>* rules_ = nullptr;
  bool compares_ = false;
  bool any_result_ = false;
  JsonObject properties_;
};

}  // namespace

std::unique_ptr<Sink> make_sarif_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<SarifSink>(std::move(output), options);
}

}  // namespace photolint
