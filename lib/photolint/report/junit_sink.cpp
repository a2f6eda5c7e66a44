// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/junit_sink.h"

#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

/// Shown text (valid UTF-8, one line) for content and attributes. What XML 1.0 cannot hold becomes U+FFFD.
std::string xml_text(std::string_view shown) {
  std::string xml;
  while (!shown.empty()) {
    const CodePoint c = first_code_point(shown);
    if (c.value == '&') {
      xml += "&amp;";
    } else if (c.value == '<') {
      xml += "&lt;";
    } else if (c.value == '>') {
      xml += "&gt;";
    } else if (c.value == '"') {
      xml += "&quot;";
    } else if (!c.valid || c.value < 0x20 || c.value == 0xFFFE || c.value == 0xFFFF) {
      xml += "\xEF\xBF\xBD";
    } else {
      xml += shown.substr(0, c.length);
    }
    shown.remove_prefix(c.length);
  }
  return xml;
}

std::string attribute(std::string_view name, std::string_view value) {
  return std::string(" ").append(name).append("=\"").append(xml_text(value)).append("\"");
}

std::string property(std::string_view name, std::string_view value) {
  return "      <property" + attribute("name", name) + attribute("value", value) + "/>\n";
}

bool is_failure(VerdictStatus status) {
  return status == VerdictStatus::rejected || status == VerdictStatus::review;
}

class JunitSink : public Sink {
 public:
  JunitSink(std::unique_ptr<Output> output, std::unique_ptr<ScratchFile> scratch,
            const ReportOptions& options)
      : output_(std::move(output)), scratch_(std::move(scratch)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    suite_ = display_text(run.profile);
    compares_ = run.comparison != ListComparison::none;
    if (run.comparison == ListComparison::fields) suite_ = "reconcile";  // no profile, no rules
    std::string rules;
    for (const BoundRule& rule : rules_of(run)) {
      if (!rules.empty()) rules += ' ';
      rules += rule.info->code;
    }
    properties_ = property("photolint.version", run.tool_version) +
                  property("profile.version", std::to_string(run.profile_version)) +
                  property("profile.hash", run.profile_hash) + property("rules", rules);
    return {};
  }

  Result<void> item(const Verdict& verdict) override { return scratch_->write(test_case(verdict)); }

  Result<void> end(const Summary& summary) override {
    std::int64_t tests = summary.items;
    const std::int64_t failures =
        summary.count(VerdictStatus::rejected) + summary.count(VerdictStatus::review);
    std::int64_t errors = tests - failures - summary.count(VerdictStatus::accepted);
    if (!summary.complete) {
      // A CI server must not read a cut-off run as a success.
      if (auto written = scratch_->write(incomplete_case(summary)); !written) return written;
      ++tests;
      ++errors;
    }
    if (compares_) properties_ += state_properties(summary.reconciled);
    const std::string counts = attribute("tests", std::to_string(tests)) +
                               attribute("failures", std::to_string(failures)) +
                               attribute("errors", std::to_string(errors));
    if (auto written = output_->write(opening(counts)); !written) return written;
    if (auto copied = scratch_->copy_to(*output_); !copied) return copied;
    if (auto written = output_->write("  </testsuite>\n</testsuites>\n"); !written) return written;
    return output_->finish(summary.complete);
  }

 private:
  [[nodiscard]] std::string opening(const std::string& counts) const {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" + attribute("name", "photolint") +
           counts + ">\n  <testsuite" + attribute("name", suite_) + counts + ">\n    <properties>\n" +
           properties_ + "    </properties>\n";
  }

  static std::string state_properties(const ReconcileTotals& totals) {
    std::string text;
    for (int i = 0; i < kReconcileStateCount; ++i) {
      const std::string name = "state." + std::string(to_string(static_cast<ReconcileState>(i)));
      text += property(name, std::to_string(totals.by_state.at(static_cast<std::size_t>(i))));
    }
    return text;
  }

  [[nodiscard]] std::string case_tag(const std::string& name) const {
    return "    <testcase" + attribute("classname", suite_) + attribute("name", name);
  }

  [[nodiscard]] std::string test_case(const Verdict& verdict) const {
    const Shown shown(verdict, options_);
    std::string name = shown.id();
    if (!verdict.shown_path.empty() && verdict.shown_path != verdict.id) name += " " + shown.path();
    if (verdict.status == VerdictStatus::accepted) return case_tag(name) + "/>\n";
    const std::string_view tag = is_failure(verdict.status) ? "failure" : "error";
    std::string text = case_tag(name) + ">\n      <" + std::string(tag);
    text += attribute("type", to_string(verdict.status)) + attribute("message", shown.first_reason()) + ">";
    text += body(verdict, shown);
    return text.append("</").append(tag).append(">\n    </testcase>\n");
  }

  [[nodiscard]] static std::string body(const Verdict& verdict, const Shown& shown) {
    std::string lines = xml_text(shown.state());
    for (const std::string& line : shown.reconcile_lines()) {
      if (!lines.empty()) lines += "\n";
      lines += xml_text(line);
    }
    if (verdict.error) return (lines.empty() ? lines : lines + "\n") + xml_text(shown.error());
    for (const Finding* finding : reasons(verdict)) {
      if (!lines.empty()) lines += "\n";
      const RuleInfo& rule = *finding->rule->info;
      lines.append(xml_text(rule.code)).append(" ").append(xml_text(rule.name)).append(": ");
      lines += xml_text(shown.message(*finding));
    }
    return lines;
  }

  [[nodiscard]] std::string incomplete_case(const Summary& summary) const {
    return case_tag("photolint") + ">\n      <error" + attribute("type", "incomplete") +
           attribute("message", incomplete_reason(summary, options_.language)) + "/>\n    </testcase>\n";
  }

  std::unique_ptr<Output> output_;
  std::unique_ptr<ScratchFile> scratch_;
  ReportOptions options_;
  std::string suite_;
  bool compares_ = false;
  std::string properties_;
};

}  // namespace

std::unique_ptr<Sink> make_junit_sink(std::unique_ptr<Output> output, std::unique_ptr<ScratchFile> scratch,
                                      const ReportOptions& options) {
  return std::make_unique<JunitSink>(std::move(output), std::move(scratch), options);
}

}  // namespace photolint
