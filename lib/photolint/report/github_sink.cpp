// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/github_sink.h"

#include <utility>

#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

/// Shown text (one line) as the message of a workflow command: '%' begins an escape there.
std::string command_text(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '%') {
      escaped += "%25";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// The same for the value of a property, which ends at a comma or colon.
std::string property_text(std::string_view text) {
  std::string escaped;
  for (const char c : command_text(text)) {
    if (c == ':') {
      escaped += "%3A";
    } else if (c == ',') {
      escaped += "%2C";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

/// path: empty for no file.
std::string command(std::string_view level, std::string_view path, std::string_view title,
                    std::string_view text) {
  std::string line = "::" + std::string(level) + " ";
  if (!path.empty()) line += "file=" + property_text(path) + ",";
  return line + "title=" + property_text(title) + "::" + command_text(text) + "\n";
}

std::string_view level_of(VerdictStatus status) {
  return status == VerdictStatus::review ? "warning" : "error";
}

class GithubSink : public Sink {
 public:
  GithubSink(std::unique_ptr<Output> output, std::unique_ptr<ScratchFile> scratch,
             const ReportOptions& options)
      : output_(std::move(output)), scratch_(std::move(scratch)), options_(options) {}

  Result<void> begin(const RunInfo&) override { return {}; }

  Result<void> item(const Verdict& verdict) override {
    const Shown shown(verdict, options_);
    std::string lines;
    if (verdict.reconciled) {
      if (verdict.status != VerdictStatus::accepted) lines += state_line(verdict, shown);
    } else if (verdict.error) {
      lines += command(level_of(verdict.status), shown.path(), shown.status(), said(shown.error(), shown));
    }
    for (const Finding* finding : reasons(verdict)) {
      const RuleInfo& rule = *finding->rule->info;
      lines +=
          command(rejects(*finding) ? "error" : "warning", shown.path(),
                  std::string(rule.code).append(" ").append(rule.name), said(shown.message(*finding), shown));
    }
    return scratch_->write(lines);
  }

  Result<void> end(const Summary& summary) override {
    std::string first = command("notice", "", "photolint", totals_line(summary, options_.language));
    if (!summary.complete) {
      first = command("error", "", "photolint", incomplete_reason(summary, options_.language)) + first;
    }
    if (auto written = output_->write(first); !written) return written;
    if (auto copied = scratch_->copy_to(*output_); !copied) return copied;
    return output_->finish(summary.complete);
  }

 private:
  /// The student before the sentence, because the annotation of a student without a photo has no file.
  [[nodiscard]] std::string said(const std::string& sentence, const Shown& shown) const {
    std::string text = shown.id();
    if (!shown.name().empty()) text.append(" ").append(shown.name());
    return text.append(word("report.counts-begin", options_.language)).append(sentence);
  }

  [[nodiscard]] std::string state_line(const Verdict& verdict, const Shown& shown) const {
    std::string text = shown.error();
    for (const std::string& part : shown.reconcile_lines()) {
      if (!text.empty()) text += word("measured.separator", options_.language);
      text += part;
    }
    return command(level_of(verdict.status), shown.path(), shown.state(), said(text, shown));
  }

  std::unique_ptr<Output> output_;
  std::unique_ptr<ScratchFile> scratch_;
  ReportOptions options_;
};

}  // namespace

std::unique_ptr<Sink> make_github_sink(std::unique_ptr<Output> output, std::unique_ptr<ScratchFile> scratch,
                                       const ReportOptions& options) {
  return std::make_unique<GithubSink>(std::move(output), std::move(scratch), options);
}

}  // namespace photolint
