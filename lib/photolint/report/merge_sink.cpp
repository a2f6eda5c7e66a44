// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/merge_sink.h"

#include <array>
#include <charconv>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "photolint/core/base64.h"
#include "photolint/core/utf8.h"
#include "photolint/report/json.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

/// A JSON string, or an object with the bytes of a text that is not UTF-8 and must not change.
std::string exact(std::string_view text) {
  if (is_valid_utf8(text)) return json_string(text);
  JsonObject object;
  return object.text("base64", base64(text)).str();
}

/// The shortest text that reads back as the same number.
std::string exact(double value) {
  if (!std::isfinite(value)) return "null";
  std::array<char, 32> text{};
  const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
  return {text.data(), end};
}

std::string exact(const std::optional<double>& value) {
  return value ? exact(*value) : "null";
}

std::string_view exact(bool value) {
  return value ? "true" : "false";
}

template <class Texts>
std::string texts(const Texts& all) {
  JsonArray array;
  for (const auto& text : all) array.add(exact(std::string_view(text)));
  return array.str();
}

struct ValueWriter {
  std::string operator()(std::int64_t value) const { return std::to_string(value); }
  std::string operator()(double value) const { return exact(value); }
  std::string operator()(bool value) const { return std::string(exact(value)); }
  std::string operator()(const std::string& value) const { return exact(std::string_view(value)); }
  std::string operator()(const std::vector<std::string>& value) const { return texts(value); }
};

std::string rule_object(const BoundRule& rule) {
  JsonArray values;
  for (const ParamValue& value : rule.params.values()) values.add(std::visit(ValueWriter{}, value));
  JsonObject object;
  object.text("code", rule.info->code).text("severity", to_string(rule.severity));
  object.text("on_cannot_assess", to_string(rule.on_cannot_assess));
  object.raw("reference", exact(std::string_view(rule.reference)));
  return object.raw("params", values.str()).str();
}

/// Pairs of name and text.
template <class Pairs>
std::string pairs(const Pairs& all) {
  JsonArray array;
  for (const auto& [name, text] : all) {
    JsonArray pair;
    array.add(pair.add(exact(std::string_view(name))).add(exact(std::string_view(text))).str());
  }
  return array.str();
}

std::string measurement_array(const Measurement& m) {
  JsonArray array;
  array.add(json_string(m.name)).add(exact(m.value)).add(json_string(m.unit));
  return array.add(std::to_string(m.decimals)).add(exact(m.min)).add(exact(m.max)).str();
}

std::string region_array(const Rect& region) {
  JsonArray array;
  array.add(exact(region.x)).add(exact(region.y)).add(exact(region.width)).add(exact(region.height));
  return array.str();
}

std::string error_object(const std::optional<Error>& error) {
  if (!error) return "null";
  JsonObject object;
  object.text("code", to_string(error->code)).raw("args", pairs(error->args));
  object.raw("path", exact(std::string_view(error->where.path)));
  object.raw("line", std::to_string(error->where.line)).raw("column", std::to_string(error->where.column));
  return object.raw("key", exact(std::string_view(error->where.key))).str();
}

std::string fingerprint_object(const std::optional<Fingerprint>& fingerprint) {
  if (!fingerprint) return "null";
  JsonArray face;
  for (const std::uint64_t bits : fingerprint->face) face.add(std::to_string(bits));
  JsonObject object;
  object.text("pixels", fingerprint->pixels).raw("face", face.str());
  return object.raw("has_face", exact(fingerprint->has_face)).str();
}

std::string candidates_object(const Candidates& candidates) {
  JsonArray lines;
  for (const int line : candidates.lines) lines.add(std::to_string(line));
  JsonObject object;
  return object.raw("lines", lines.str()).raw("count", std::to_string(candidates.count)).str();
}

std::string difference_object(const FieldDifference& difference) {
  JsonObject object;
  object.raw("field", exact(std::string_view(difference.field)));
  object.raw("school", exact(std::string_view(difference.school)));
  object.raw("vendor", exact(std::string_view(difference.vendor)));
  object.text("kind", to_string(difference.kind)).raw("position", std::to_string(difference.position));
  return object.raw("decisive", exact(difference.decisive)).str();
}

std::string reconciled_object(const std::optional<Reconciled>& found) {
  if (!found) return "null";
  JsonArray differences;
  for (const FieldDifference& difference : found->differences) differences.add(difference_object(difference));
  JsonObject object;
  object.text("state", to_string(found->state)).text("joined_by", to_string(found->joined_by));
  object.raw("school_line", std::to_string(found->school_line));
  object.raw("vendor_line", std::to_string(found->vendor_line)).raw("differences", differences.str());
  object.raw("school_candidates", candidates_object(found->school_candidates));
  return object.raw("vendor_candidates", candidates_object(found->vendor_candidates)).str();
}

std::string pictures_object(const std::optional<ReportPictures>& pictures) {
  if (!pictures) return "null";
  JsonObject object;
  object.text("photo", base64(pictures->photo)).text("thumbnail", base64(pictures->thumbnail));
  object.raw("width", std::to_string(pictures->width));
  return object.raw("height", std::to_string(pictures->height)).str();
}

std::string_view comparison_word(ListComparison comparison) {
  if (comparison == ListComparison::none) return "none";
  return comparison == ListComparison::fields ? "fields" : "photos";
}

class MergeSink : public Sink {
 public:
  MergeSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    rules_ = &rules_of(run);
    JsonArray rules;
    for (const BoundRule& rule : *rules_) rules.add(rule_object(rule));
    JsonObject object;
    object.text("kind", "head").raw("schema", std::to_string(kMergeSchema));
    object.text("tool_version", run.tool_version).raw("profile", exact(std::string_view(run.profile)));
    object.raw("profile_version", std::to_string(run.profile_version));
    object.text("profile_hash", run.profile_hash).raw("rules", rules.str());
    object.raw("roster_fields", texts(run.roster_fields));
    object.text("comparison", comparison_word(run.comparison));
    object.raw("shard", std::to_string(options_.shard)).raw("shards", std::to_string(options_.shards));
    return write_line(object);
  }

  Result<void> item(const Verdict& verdict) override {
    JsonArray findings;
    for (const Finding& finding : verdict.findings) findings.add(finding_object(finding));
    JsonObject object;
    object.text("kind", "item").raw("seq", std::to_string(verdict.seq));
    object.raw("id", exact(std::string_view(verdict.id)));
    object.raw("shown_path", exact(std::string_view(verdict.shown_path)));
    object.raw("fields", pairs(verdict.fields)).raw("roster_line", std::to_string(verdict.roster_line));
    object.text("status", to_string(verdict.status)).raw("findings", findings.str());
    object.raw("error", error_object(verdict.error)).text("sha256", verdict.sha256);
    object.raw("fingerprint", fingerprint_object(verdict.fingerprint));
    object.raw("code_hashes", texts(verdict.code_hashes));
    object.raw("reconciled", reconciled_object(verdict.reconciled));
    object.raw("pictures", pictures_object(verdict.pictures));
    return write_line(object);
  }

  Result<void> end(const Summary& summary) override {
    JsonObject object;
    object.text("kind", "end").raw("items", std::to_string(summary.items));
    object.raw("complete", exact(summary.complete)).raw("error", error_object(summary.error));
    if (auto written = write_line(object); !written) return written;
    return output_->finish(true);
  }

 private:
  Result<void> write_line(const JsonObject& object) { return output_->write(object.str() + "\n"); }

  /// The rule by its place in the head.
  std::string finding_object(const Finding& finding) const {
    const Outcome& outcome = finding.outcome;
    JsonArray measured;
    for (const Measurement& m : outcome.measured) measured.add(measurement_array(m));
    JsonObject object;
    object.raw("rule", std::to_string(finding.rule - rules_->data()))
        .text("status", to_string(outcome.status));
    object.text("message", outcome.message).raw("measured", measured.str()).raw("args", pairs(outcome.args));
    return object.raw("region", outcome.region ? region_array(*outcome.region) : "null").str();
  }

  std::unique_ptr<Output> output_;
  ReportOptions options_;
  const std::vector<BoundRule>* rules_ = nullptr;
};

}  // namespace

std::unique_ptr<Sink> make_merge_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<MergeSink>(std::move(output), options);
}

}  // namespace photolint
