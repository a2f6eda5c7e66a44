// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/csv_sink.h"

#include <algorithm>
#include <array>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/csv_cells.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"
#include "photolint/report/student_row.h"

namespace photolint {
namespace {

class CsvSink : public Sink {
 public:
  CsvSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    rules_ = &rules_of(run);
    compares_ = run.comparison != ListComparison::none;
    roster_fields_ = run.roster_fields;
    // The name has a column of its own.
    roster_fields_.erase(std::remove(roster_fields_.begin(), roster_fields_.end(), "name"),
                         roster_fields_.end());
    const std::string_view mark = options_.byte_order_mark ? kByteOrderMark : std::string_view{};
    return output_->write(std::string(mark) + csv_row(headings()));
  }

  Result<void> item(const Verdict& verdict) override { return output_->write(csv_row(cells(verdict))); }

  /// The rows are the report; totals are for other formats.
  Result<void> end(const Summary& summary) override { return output_->finish(summary.complete); }

 private:
  [[nodiscard]] std::vector<std::string> headings() const {
    std::vector<std::string> row;
    for (const std::string_view key : {"number", "id", "name", "verdict", "errors", "warnings", "unchecked",
                                       "codes", "reason", "path", "line"}) {
      row.push_back(csv_text_cell(group_word("column", key, options_.language)));
    }
    if (compares_) {
      for (const std::string_view key : {"state", "joined-by", "vendor-line", "differences", "next-step"}) {
        row.push_back(csv_text_cell(group_word("column", key, options_.language)));
      }
    }
    for (const std::string& field : roster_fields_) {
      row.push_back(csv_text_cell(display_text(group_word("field", field, options_.language))));
    }
    for (const BoundRule& rule : *rules_) {
      row.push_back(csv_text_cell(std::string(rule.info->code).append(" ").append(rule.info->name)));
    }
    row.push_back(csv_text_cell(group_word("column", "values", options_.language)));
    return row;
  }

  [[nodiscard]] std::vector<std::string> cells(const Verdict& verdict) const {
    const Shown shown(verdict, options_);
    std::vector<std::string> row = {std::to_string(verdict.seq + 1),
                                    csv_text_cell(shown.id()),
                                    csv_text_cell(shown.name()),
                                    csv_text_cell(shown.status()),
                                    std::to_string(count_fails(verdict, Severity::error)),
                                    std::to_string(count_fails(verdict, Severity::warning)),
                                    std::to_string(count_unchecked(verdict)),
                                    csv_text_cell(row_codes(verdict)),
                                    csv_text_cell(row_reason(verdict, shown, options_.language)),
                                    csv_text_cell(shown.path()),
                                    verdict.roster_line > 0 ? std::to_string(verdict.roster_line) : ""};
    if (compares_) add_comparison(row, verdict, shown);
    for (const std::string& name : roster_fields_)
      row.push_back(csv_text_cell(row_field(verdict, name, shown)));
    for (const BoundRule& rule : *rules_) row.push_back(result_cell(verdict, rule));
    row.push_back(csv_text_cell(values(verdict)));
    return row;
  }

  void add_comparison(std::vector<std::string>& row, const Verdict& verdict, const Shown& shown) const {
    if (!verdict.reconciled) {
      row.insert(row.end(), 5, std::string());
      return;
    }
    const Reconciled& found = *verdict.reconciled;
    row.push_back(csv_text_cell(shown.state()));
    row.push_back(csv_text_cell(group_word("join", to_string(found.joined_by), options_.language)));
    row.push_back(found.vendor_line > 0 ? std::to_string(found.vendor_line) : "");
    row.push_back(csv_text_cell(row_differences(verdict, shown)));
    row.push_back(csv_text_cell(shown.next_step()));
  }

  /// Empty where the rule did not run on the item.
  [[nodiscard]] std::string result_cell(const Verdict& verdict, const BoundRule& rule) const {
    for (const Finding& finding : verdict.findings) {
      if (finding.rule->info != rule.info) continue;
      return csv_text_cell(group_word("result", to_string(finding.outcome.status), options_.language));
    }
    return {};
  }

  [[nodiscard]] std::string values(const Verdict& verdict) const {
    std::string text;
    for (const Finding& finding : verdict.findings) {
      const std::string measured = describe_measured(finding.outcome, options_.language);
      if (measured.empty()) continue;
      if (!text.empty()) text += " | ";
      text.append(finding.rule->info->code).append(" ").append(measured);
    }
    return text;
  }

  std::unique_ptr<Output> output_;
  ReportOptions options_;
  const std::vector<BoundRule>* rules_ = nullptr;
  std::vector<std::string> roster_fields_;
  bool compares_ = false;
};

}  // namespace

std::unique_ptr<Sink> make_csv_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<CsvSink>(std::move(output), options);
}

}  // namespace photolint
