// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/text_sink.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/columns.h"
#include "photolint/report/reconcile_totals.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

constexpr std::size_t kLineColumns = 100;  // of the list of rules in the header
constexpr std::size_t kHashDigits = 12;    // enough to tell two profiles apart by eye
constexpr const char* kIndent = "  ";
constexpr std::size_t kIndentColumns = 2;

constexpr std::string_view kReset = "\x1b[0m", kBold = "\x1b[1m", kRed = "\x1b[31m", kGreen = "\x1b[32m",
                           kYellow = "\x1b[33m", kDim = "\x1b[2m";

std::string_view colour_of(VerdictStatus status) {
  if (status == VerdictStatus::accepted) return kGreen;
  return status == VerdictStatus::review ? kYellow : kRed;
}

std::string_view colour_of(const Finding& finding) {
  if (!counts_against(finding)) return finding.outcome.status == Status::pass ? kGreen : kDim;
  return rejects(finding) ? kRed : kYellow;
}

class TextSink : public Sink {
 public:
  TextSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    rules_ = &rules_of(run);
    comparison_ = run.comparison;
    measure_columns();
    return output_->write(header(run));
  }

  Result<void> item(const Verdict& verdict) override {
    for (const Finding& finding : verdict.findings) {
      if (finding.outcome.status == Status::fail && counts_against(finding)) to_fix_.insert(finding.rule);
    }
    if (verdict.status == VerdictStatus::accepted && !options_.verbose) return {};
    return output_->write(block(verdict));
  }

  Result<void> end(const Summary& summary) override {
    std::string text = how_to_fix();
    if (options_.statistics) text += statistics(summary);
    if (comparison_ != ListComparison::none) text += totals_text(summary.reconciled, options_);
    text += counts(summary);
    if (!summary.complete) {
      text += paint(incomplete_reason(summary, options_.language), kRed) + "\n";
    }
    if (auto written = output_->write(text); !written) return written;
    return output_->finish(summary.complete);
  }

 private:
  [[nodiscard]] std::string paint(std::string_view text, std::string_view colour) const {
    if (!options_.colour) return std::string(text);
    return std::string(colour).append(text).append(kReset);
  }

  [[nodiscard]] std::string say(std::string_view key, std::vector<Arg> args) const {
    return message(key, args, options_.language);
  }

  [[nodiscard]] std::string_view result_word(Status status) const {
    return group_word("result", to_string(status), options_.language);
  }

  /// "error", "warning" or "note" for a fail, else the result.
  [[nodiscard]] std::string_view label(const Finding& finding) const {
    if (finding.outcome.status != Status::fail) return result_word(finding.outcome.status);
    return group_word("severity", to_string(finding.rule->severity), options_.language);
  }

  void measure_columns() {
    for (const BoundRule& rule : *rules_) {
      rule_columns_ = std::max(rule_columns_, rule_title(rule).size());
    }
    for (const Severity s : {Severity::error, Severity::warning, Severity::info}) {
      widen_label(group_word("severity", to_string(s), options_.language));
    }
    for (const Status s : {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess}) {
      widen_label(result_word(s));
    }
  }

  void widen_label(std::string_view text) { label_columns_ = std::max(label_columns_, display_width(text)); }

  static std::string rule_title(const BoundRule& rule) {
    return std::string(rule.info->code).append(" ").append(rule.info->name);
  }

  [[nodiscard]] std::string header(const RunInfo& run) const {
    std::string text = paint(say("report.head", {{"version", run.tool_version}}), kBold) + "\n";
    if (options_.shards > 1) {
      text += say("report.part",
                  {{"shard", std::to_string(options_.shard)}, {"shards", std::to_string(options_.shards)}}) +
              "\n";
    }
    if (comparison_ != ListComparison::none) {
      text.append(word("reconcile.head", options_.language)).append("\n");
    }
    if (comparison_ == ListComparison::fields) {
      return text.append(word("reconcile.no-photos", options_.language)).append("\n\n");
    }
    text += say("report.profile", {{"name", display_text(run.profile)},
                                   {"version", std::to_string(run.profile_version)},
                                   {"hash", run.profile_hash.substr(0, kHashDigits)}}) +
            "\n";
    std::string line = say("report.rules", {{"count", std::to_string(rules_->size())}});
    for (const BoundRule& rule : *rules_) {
      if (display_width(line) + rule.info->code.size() > kLineColumns) {
        line.back() = '\n';  // was the blank behind a code
        text += line;
        line = kIndent;
      }
      line.append(rule.info->code).append(" ");
    }
    while (!line.empty() && line.back() == ' ') line.pop_back();
    return text + line + "\n\n";
  }

  [[nodiscard]] std::string block(const Verdict& verdict) const {
    const Shown shown(verdict, options_);
    const std::string_view title = verdict.reconciled ? shown.state() : shown.status();
    std::string text = paint(title, colour_of(verdict.status));
    for (const std::string& part : {shown.id(), shown.name()}) {
      if (!part.empty()) text.append(kIndent).append(part);
    }
    if (!verdict.shown_path.empty() && verdict.shown_path != verdict.id) {
      text.append(kIndent).append(shown.path());
    }
    text += "\n";
    if (verdict.error) text.append(kIndent).append(shown.error()).append("\n");
    for (const std::string& line : shown.reconcile_lines()) text.append(kIndent).append(line).append("\n");
    for (const Finding* finding : listed(verdict)) text += finding_lines(*finding, shown);
    return text + "\n";
  }

  /// What decides stands first, notes and passed rules behind it.
  [[nodiscard]] std::vector<const Finding*> listed(const Verdict& verdict) const {
    std::vector<const Finding*> findings = reasons(verdict);
    for (const Finding& finding : verdict.findings) {
      if (is_listed(finding) && !counts_against(finding)) findings.push_back(&finding);
    }
    return findings;
  }

  [[nodiscard]] bool is_listed(const Finding& finding) const {
    const Status status = finding.outcome.status;
    return options_.verbose || status == Status::fail || status == Status::cannot_assess;
  }

  [[nodiscard]] std::string finding_lines(const Finding& finding, const Shown& shown) const {
    const bool says = !finding.outcome.message.empty();
    std::string line = std::string(kIndent) +
                       paint(pad_right(label(finding), label_columns_), colour_of(finding)) +
                       std::string(kIndent) + pad_right(rule_title(*finding.rule), rule_columns_);
    if (says) line.append(kIndent).append(shown.message(finding));
    while (line.back() == ' ') line.pop_back();
    line += "\n";
    const std::string measured = describe_measured(finding.outcome, options_.language);
    if (measured.empty()) return line;
    line += std::string(label_columns_ + 2 * kIndentColumns, ' ');
    line += paint(std::string(word("report.measured", options_.language)) + measured, kDim);
    return line + "\n";
  }

  /// Each rule once: the advice is the same for every student.
  [[nodiscard]] std::string how_to_fix() const {
    std::string lines;
    for (const BoundRule& rule : *rules_) {
      const std::string_view advice = rule.info->body->explain.how_to_fix.in(options_.language);
      if (to_fix_.count(&rule) == 0 || advice.empty()) continue;
      lines.append(kIndent).append(pad_right(rule_title(rule), rule_columns_)).append(kIndent);
      lines.append(advice).append("\n");
    }
    if (lines.empty()) return lines;
    return paint(word("report.how-to-fix", options_.language), kBold) + "\n" + lines + "\n";
  }

  [[nodiscard]] std::string statistics(const Summary& summary) const {
    static constexpr std::array kOrder = {Status::fail, Status::cannot_assess, Status::pass,
                                          Status::not_applicable};
    std::string text = paint(word("report.statistics", options_.language), kBold) + "\n";
    text += std::string(kIndent) + pad_right(word("report.rule", options_.language), rule_columns_);
    for (const Status status : kOrder) text += kIndent + pad_left(result_word(status), kCount);
    text += "\n";
    for (const BoundRule& rule : *rules_) {
      text += std::string(kIndent) + pad_right(rule_title(rule), rule_columns_);
      const auto found = summary.by_rule.find(rule.info->code);
      for (const Status status : kOrder) {
        const std::int64_t count =
            found == summary.by_rule.end() ? 0 : found->second.at(static_cast<std::size_t>(status));
        text += kIndent + pad_left(std::to_string(count), kCount);
      }
      text += "\n";
    }
    return text + "\n" + error_counts(summary);
  }

  [[nodiscard]] std::string error_counts(const Summary& summary) const {
    if (summary.by_error.empty()) return {};
    std::string text = paint(word("report.by-error", options_.language), kBold) + "\n";
    for (const auto& [code, count] : summary.by_error) {
      text += std::string(kIndent) + pad_right(to_string(code), rule_columns_) + std::string(kIndent) +
              pad_left(std::to_string(count), kCount) + "\n";
    }
    return text + "\n";
  }

  [[nodiscard]] std::string counts(const Summary& summary) const {
    if (comparison_ != ListComparison::none) return say_items(summary, "");
    std::string parts;
    for (int i = 0; i < kVerdictStatusCount; ++i) {
      const auto status = static_cast<VerdictStatus>(i);
      if (summary.count(status) == 0) continue;
      parts += word(parts.empty() ? "report.counts-begin" : "report.list-separator", options_.language);
      const std::string_view name = group_word("status", to_string(status), options_.language);
      parts += paint(say("report.count-of",
                         {{"count", std::to_string(summary.count(status))}, {"status", std::string(name)}}),
                     colour_of(status));
    }
    return say_items(summary, parts);
  }

  [[nodiscard]] std::string say_items(const Summary& summary, const std::string& parts) const {
    return say(summary.items == 1 ? "report.count-one" : "report.counts",
               {{"count", std::to_string(summary.items)}}) +
           parts + "\n";
  }

  static constexpr std::size_t kCount = 14;  // columns of a number; "not applicable" fits

  std::unique_ptr<Output> output_;
  ReportOptions options_;
  const std::vector<BoundRule>* rules_ = nullptr;
  ListComparison comparison_ = ListComparison::none;
  std::set<const BoundRule*> to_fix_;
  std::size_t rule_columns_ = 24;  // grows to the longest rule name
  std::size_t label_columns_ = 0;
};

}  // namespace

std::unique_ptr<Sink> make_text_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<TextSink>(std::move(output), options);
}

}  // namespace photolint
