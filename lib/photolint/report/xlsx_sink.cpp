// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/xlsx_sink.h"

#include <algorithm>
#include <array>
#include <map>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/reconcile_totals.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"
#include "photolint/report/student_row.h"
#include "photolint/report/xlsx_measured.h"
#include "photolint/report/xlsx_numbers.h"

namespace photolint {
namespace {

constexpr int kPictureColumn = 1;
constexpr int kNamedColumns = 4;         // of students: number, picture, id, name
constexpr std::size_t kHashDigits = 12;  // as in the text report
/// Colleges that are counted one by one; a column of other content must not fill the memory.
constexpr std::size_t kColleges = 10000;

using Row = std::vector<XlsxCell>;
using StatusCounts = std::array<std::int64_t, kVerdictStatusCount>;

CellLook look_of(VerdictStatus status) {
  switch (status) {
    case VerdictStatus::accepted:
      return CellLook::good;
    case VerdictStatus::review:
      return CellLook::doubtful;
    case VerdictStatus::rejected:
      return CellLook::bad;
    default:
      return CellLook::open;
  }
}

XlsxCell count_cell(std::int64_t count) {
  return number_cell(static_cast<double>(count));
}

XlsxCell share_cell(std::int64_t part, std::int64_t whole) {
  if (whole == 0) return empty_cell();
  return number_cell(static_cast<double>(part) / static_cast<double>(whole), "0.0%");
}

XlsxCell line_cell(int line) {
  return line > 0 ? count_cell(line) : empty_cell();
}

class XlsxSink : public Sink {
 public:
  XlsxSink(std::unique_ptr<Output> output, std::unique_ptr<ScratchFile> file, std::unique_ptr<XlsxBook> book,
           std::unique_ptr<ScratchFile> measured, const ReportOptions& options)
      : output_(std::move(output)),
        file_(std::move(file)),
        book_(std::move(book)),
        measured_(std::move(measured), options),
        options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    rules_ = &rules_of(run);
    comparison_ = run.comparison;
    head_ = head_lines(run);
    fields_ = run.roster_fields;
    has_college_ = std::find(fields_.begin(), fields_.end(), "college") != fields_.end();
    fields_.erase(std::remove(fields_.begin(), fields_.end(), "name"), fields_.end());
    summary_ = &book_->add_table({std::string(word("sheet.summary", options_.language)), {}, 0, -1});
    students_ = &add_table("students", student_headings(), kNamedColumns, kPictureColumn);
    findings_ = &add_table("findings",
                           words({"number", "id", "name", "code", "rule", "weight", "finding", "measured",
                                  "value", "min", "max", "excess", "values"}),
                           3);
    missing_ = &add_table("missing", with_fields(words({"number", "id", "name", "reason", "line"})), 3);
    orphans_ = &add_table("orphans", words({"number", "path", "reason"}), 2);
    return book_->state();
  }

  Result<void> item(const Verdict& verdict) override {
    const Shown shown(verdict, options_);
    add_student(verdict, shown);
    add_findings(verdict, shown);
    if (verdict.status == VerdictStatus::missing) add_missing(verdict, shown);
    if (is_orphan(verdict)) {
      orphans_->add({count_cell(verdict.seq + 1), text_cell(shown.path().empty() ? shown.id() : shown.path()),
                     text_cell(shown.first_reason(), CellLook::wrapped)});
    }
    if (has_college_ && comparison_ == ListComparison::none) count_college(verdict);
    if (auto kept = measured_.add(verdict, shown); !kept) return kept;
    return book_->state();
  }

  Result<void> end(const Summary& summary) override {
    if (auto written = measured_.write(*book_, *rules_); !written) return written;
    add_colleges(summary);
    if (comparison_ != ListComparison::fields) add_rules(summary);
    add_summary(summary);
    if (auto closed = book_->close(); !closed) return closed;
    if (auto copied = file_->copy_to(*output_); !copied) return copied;
    return output_->finish(summary.complete);
  }

 private:
  [[nodiscard]] bool compares() const { return comparison_ != ListComparison::none; }

  [[nodiscard]] std::string_view say(std::string_view key) const { return word(key, options_.language); }

  /// Headings by their name under "column.".
  [[nodiscard]] std::vector<std::string> words(std::initializer_list<std::string_view> names) const {
    std::vector<std::string> row;
    for (const std::string_view name : names) {
      row.emplace_back(group_word("column", name, options_.language));
    }
    return row;
  }

  [[nodiscard]] std::vector<std::string> with_fields(std::vector<std::string> row) const {
    for (const std::string& field : fields_) {
      row.push_back(display_text(group_word("field", field, options_.language)));
    }
    return row;
  }

  XlsxTable& add_table(std::string_view name, std::vector<std::string> headings, int frozen_columns,
                       int picture_column = -1) {
    return book_->add_table({std::string(group_word("sheet", name, options_.language)), std::move(headings),
                             frozen_columns, picture_column});
  }

  [[nodiscard]] std::vector<std::string> student_headings() const {
    std::vector<std::string> row = words({"number", "picture", "id", "name", "verdict"});
    const auto append = [&row](std::vector<std::string> more) {
      row.insert(row.end(), more.begin(), more.end());
    };
    if (compares()) append(words({"state", "next-step"}));
    append(words({"errors", "warnings", "unchecked", "codes", "reason", "path", "line"}));
    if (compares()) append(words({"vendor-line", "joined-by", "differences"}));
    return with_fields(std::move(row));
  }

  void add_student(const Verdict& verdict, const Shown& shown) {
    const CellLook look = look_of(verdict.status);
    Row row = {count_cell(verdict.seq + 1), empty_cell(), text_cell(shown.id(), CellLook::text),
               text_cell(shown.name()), text_cell(shown.status(), look)};
    if (compares()) {
      row.push_back(text_cell(shown.state(), look));
      row.push_back(text_cell(shown.next_step(), CellLook::wrapped));
    }
    row.push_back(count_cell(count_fails(verdict, Severity::error)));
    row.push_back(count_cell(count_fails(verdict, Severity::warning)));
    row.push_back(count_cell(count_unchecked(verdict)));
    row.push_back(text_cell(row_codes(verdict), CellLook::wrapped));
    row.push_back(text_cell(row_reason(verdict, shown, options_.language), CellLook::wrapped));
    row.push_back(text_cell(shown.path()));
    row.push_back(line_cell(verdict.roster_line));
    if (compares()) add_comparison(row, verdict, shown);
    add_fields(row, verdict, shown);
    const bool has_picture = verdict.pictures && !verdict.pictures->thumbnail.empty();
    students_->add(row, has_picture ? verdict.pictures->thumbnail : std::string_view{}, shown.id());
  }

  void add_comparison(Row& row, const Verdict& verdict, const Shown& shown) const {
    if (!verdict.reconciled) {
      row.insert(row.end(), 3, empty_cell());
      return;
    }
    row.push_back(line_cell(verdict.reconciled->vendor_line));
    row.push_back(text_cell(group_word("join", to_string(verdict.reconciled->joined_by), options_.language)));
    row.push_back(text_cell(row_differences(verdict, shown), CellLook::wrapped));
  }

  void add_fields(Row& row, const Verdict& verdict, const Shown& shown) const {
    for (const std::string& name : fields_) {
      row.push_back(text_cell(row_field(verdict, name, shown), CellLook::text));
    }
  }

  /// The cells that every row of the findings begins with.
  [[nodiscard]] static Row who(const Verdict& verdict, const Shown& shown) {
    return {count_cell(verdict.seq + 1), text_cell(shown.id(), CellLook::text), text_cell(shown.name())};
  }

  void add_findings(const Verdict& verdict, const Shown& shown) {
    if (verdict.error) {
      Row row = who(verdict, shown);
      row.push_back(text_cell(to_string(verdict.error->code)));
      row.push_back(empty_cell());
      row.push_back(text_cell(shown.status(), look_of(verdict.status)));
      row.push_back(text_cell(shown.error(), CellLook::wrapped));
      findings_->add(row);
    }
    if (verdict.reconciled) add_differences(verdict, shown);
    for (const Finding* finding : reasons(verdict)) add_finding(*finding, verdict, shown);
  }

  void add_differences(const Verdict& verdict, const Shown& shown) {
    const auto add = [&](std::string_view field, const std::string& text, CellLook look) {
      Row row = who(verdict, shown);
      row.push_back(empty_cell());
      row.push_back(text_cell(field));
      row.push_back(text_cell(shown.state(), look));
      row.push_back(text_cell(text, CellLook::wrapped));
      findings_->add(row);
    };
    const std::string candidates = shown.candidates();
    if (!candidates.empty()) add({}, candidates, look_of(verdict.status));
    for (const FieldDifference& d : verdict.reconciled->differences) {
      add(group_word("field", d.field, options_.language), shown.difference(d),
          d.decisive ? look_of(verdict.status) : CellLook::plain);
    }
  }

  void add_finding(const Finding& finding, const Verdict& verdict, const Shown& shown) {
    const Language language = options_.language;
    const Outcome& outcome = finding.outcome;
    const bool failed = outcome.status == Status::fail;
    const std::string_view weight = failed
                                        ? group_word("severity", to_string(finding.rule->severity), language)
                                        : group_word("result", to_string(outcome.status), language);
    Row row = who(verdict, shown);
    row.push_back(text_cell(finding.rule->info->code));
    row.push_back(text_cell(finding.rule->info->name));
    row.push_back(text_cell(weight, rejects(finding) ? CellLook::bad : CellLook::doubtful));
    row.push_back(text_cell(shown.message(finding), CellLook::wrapped));
    add_measurement(row, outcome);
    findings_->add(row);
  }

  /// The value that decided, as numbers, and all values in words.
  void add_measurement(Row& row, const Outcome& outcome) const {
    if (outcome.measured.empty()) return;
    const Language language = options_.language;
    const Measurement* outside = first_outside(outcome.measured);
    const Measurement& m = outside != nullptr ? *outside : outcome.measured.front();
    row.push_back(text_cell(measurement_name(m.name, language)));
    row.push_back(value_cell(m, language));
    row.push_back(limit_cell(m.min, m.unit, language));
    row.push_back(limit_cell(m.max, m.unit, language));
    row.push_back(excess_cell(m, language));
    row.push_back(text_cell(describe_measured(outcome, language), CellLook::wrapped));
  }

  void add_missing(const Verdict& verdict, const Shown& shown) {
    Row row = who(verdict, shown);
    row.push_back(text_cell(shown.first_reason(), CellLook::wrapped));
    row.push_back(line_cell(verdict.roster_line));
    add_fields(row, verdict, shown);
    missing_->add(row);
  }

  static bool is_orphan(const Verdict& verdict) {
    if (verdict.reconciled) return verdict.reconciled->state == ReconcileState::unknown_to_school;
    return verdict.status == VerdictStatus::unclaimed;
  }

  void count_college(const Verdict& verdict) {
    std::string name;
    for (const Field& field : verdict.fields) {
      if (field.name == "college") name = trim_blanks(field.text);
    }
    const auto known = colleges_.find(name);
    const bool counts_alone = known != colleges_.end() || colleges_.size() < kColleges;
    StatusCounts& counts = counts_alone ? colleges_[name] : other_colleges_;
    ++counts.at(static_cast<std::size_t>(verdict.status));
  }

  void add_colleges(const Summary& summary) {
    if (compares()) {
      add_colleges_by_state(summary);
      return;
    }
    if (!has_college_) return;
    std::vector<std::string> headings = {std::string(group_word("field", "college", options_.language)),
                                         std::string(say("reconcile.total"))};
    for (int i = 0; i < kVerdictStatusCount; ++i) {
      headings.emplace_back(
          group_word("status", to_string(static_cast<VerdictStatus>(i)), options_.language));
    }
    headings.emplace_back(say("column.share-accepted"));
    XlsxTable& table = add_table("colleges", std::move(headings), 1);
    for (const auto& [name, counts] : colleges_) table.add(college_row(shown_group(name, options_), counts));
    if (other_colleges_ != StatusCounts{}) {
      table.add(college_row(std::string(say("sheet.other-colleges")), other_colleges_));
    }
  }

  template <class Counts>
  [[nodiscard]] static Row group_row(const std::string& name, const Counts& counts) {
    std::int64_t all = 0;
    for (const std::int64_t count : counts) all += count;
    Row row = {text_cell(name), count_cell(all)};
    for (const std::int64_t count : counts) row.push_back(count_cell(count));
    return row;
  }

  [[nodiscard]] static Row college_row(const std::string& name, const StatusCounts& counts) {
    Row row = group_row(name, counts);
    row.push_back(share_cell(counts.at(static_cast<std::size_t>(VerdictStatus::accepted)),
                             static_cast<std::int64_t>(row[1].value)));
    return row;
  }

  void add_colleges_by_state(const Summary& summary) {
    std::vector<std::string> headings = {std::string(group_word("field", "college", options_.language)),
                                         std::string(say("reconcile.total"))};
    for (int i = 0; i < kReconcileStateCount; ++i) {
      headings.emplace_back(
          group_word("state", to_string(static_cast<ReconcileState>(i)), options_.language));
    }
    XlsxTable& table = add_table("colleges", std::move(headings), 1);
    for (const auto& [name, counts] : summary.reconciled.by_college) {
      table.add(group_row(shown_group(name, options_), counts));
    }
  }

  void add_rules(const Summary& summary) {
    static constexpr std::array kOrder = {Status::fail, Status::cannot_assess, Status::pass,
                                          Status::not_applicable};
    const Language language = options_.language;
    std::vector<std::string> headings = words({"code", "rule", "summary", "weight"});
    for (const Status status : kOrder) {
      headings.emplace_back(group_word("result", to_string(status), language));
    }
    headings.emplace_back(say("column.share-failed"));
    headings.emplace_back(say("report.how-to-fix"));
    XlsxTable& table = add_table("rules", std::move(headings), 2);
    for (const BoundRule& rule : *rules_) {
      const auto found = summary.by_rule.find(rule.info->code);
      const auto count = [&](Status status) {
        return found == summary.by_rule.end() ? 0 : found->second.at(static_cast<std::size_t>(status));
      };
      Row row = {text_cell(rule.info->code), text_cell(rule.info->name),
                 text_cell(rule.info->summary.in(language), CellLook::wrapped),
                 text_cell(group_word("severity", to_string(rule.severity), language))};
      for (const Status status : kOrder) row.push_back(count_cell(count(status)));
      row.push_back(share_cell(count(Status::fail), count(Status::fail) + count(Status::pass)));
      row.push_back(text_cell(rule.info->body->explain.how_to_fix.in(language), CellLook::wrapped));
      table.add(row);
    }
  }

  /// Title and what the run was, as the text report has them.
  [[nodiscard]] std::vector<std::string> head_lines(const RunInfo& run) const {
    const Language language = options_.language;
    std::vector<std::string> lines = {
        message("report.head", std::array{Arg{"version", run.tool_version}}, language)};
    if (compares()) lines.emplace_back(say("reconcile.head"));
    if (run.comparison == ListComparison::fields) {
      lines.emplace_back(say("reconcile.no-photos"));
    } else {
      lines.push_back(message("report.profile",
                              std::array{Arg{"name", display_text(run.profile)},
                                         Arg{"version", std::to_string(run.profile_version)},
                                         Arg{"hash", run.profile_hash.substr(0, kHashDigits)}},
                              language));
    }
    lines.emplace_back(say(options_.show_ids ? "sheet.ids-shown" : "sheet.ids-masked"));
    return lines;
  }

  void add_summary(const Summary& summary) {
    for (const std::string& line : head_) {
      summary_->add({text_cell(line, &line == &head_.front() ? CellLook::title : CellLook::plain)});
    }
    if (!summary.complete) {
      summary_->add({text_cell(incomplete_reason(summary, options_.language), CellLook::alarm)});
    }
    if (book_->pictures_left_out() > 0) {
      const Arg count{"count", std::to_string(book_->pictures_left_out())};
      summary_->add({text_cell(message("sheet.pictures-left-out", std::array{count}, options_.language))});
    }
    summary_->add({});
    if (compares()) {
      add_states(summary);
    } else {
      add_statuses(summary);
    }
    add_errors(summary);
  }

  void add_heading(std::initializer_list<std::string_view> headings) {
    Row row;
    for (const std::string_view heading : headings) row.push_back(text_cell(heading, CellLook::heading));
    summary_->add(row);
  }

  void add_statuses(const Summary& summary) {
    add_heading({say("column.verdict"), say("column.items"), say("column.share")});
    for (int i = 0; i < kVerdictStatusCount; ++i) {
      const auto status = static_cast<VerdictStatus>(i);
      const std::string_view name = group_word("status", to_string(status), options_.language);
      summary_->add({text_cell(name, look_of(status)), count_cell(summary.count(status)),
                     share_cell(summary.count(status), summary.items)});
    }
    summary_->add({text_cell(say("reconcile.total")), count_cell(summary.items)});
  }

  void add_states(const Summary& summary) {
    add_heading({say("column.state"), say("column.items"), say("column.share"), say("column.next-step")});
    for (int i = 0; i < kReconcileStateCount; ++i) {
      const auto state = static_cast<ReconcileState>(i);
      const std::int64_t count = summary.reconciled.by_state.at(static_cast<std::size_t>(i));
      const std::string name(to_string(state));
      summary_->add({text_cell(group_word("state", name, options_.language), look_of(status_of(state))),
                     count_cell(count), share_cell(count, summary.items),
                     text_cell(group_word("next", name, options_.language))});
    }
    summary_->add({text_cell(say("reconcile.total")), count_cell(summary.items)});
  }

  void add_errors(const Summary& summary) {
    if (summary.by_error.empty()) return;
    summary_->add({});
    add_heading({say("report.by-error"), say("column.items")});
    for (const auto& [code, count] : summary.by_error) {
      summary_->add({text_cell(to_string(code)), count_cell(count)});
    }
  }

  std::unique_ptr<Output> output_;
  std::unique_ptr<ScratchFile> file_;
  std::unique_ptr<XlsxBook> book_;
  MeasuredSheet measured_;
  ReportOptions options_;
  const std::vector<BoundRule>* rules_ = nullptr;
  ListComparison comparison_ = ListComparison::none;
  std::vector<std::string> head_;
  std::vector<std::string> fields_;  ///< of the roster, without the name
  bool has_college_ = false;
  XlsxTable* summary_ = nullptr;
  XlsxTable* students_ = nullptr;
  XlsxTable* findings_ = nullptr;
  XlsxTable* missing_ = nullptr;
  XlsxTable* orphans_ = nullptr;
  std::map<std::string, StatusCounts> colleges_;
  StatusCounts other_colleges_{};
};

}  // namespace

Result<std::unique_ptr<Sink>> make_xlsx_sink(std::unique_ptr<Output> output,
                                             const std::string& scratch_folder, const ReportOptions& options,
                                             const XlsxLimits& limits) {
  auto file = ScratchFile::open(scratch_folder);
  if (!file) return file.error();
  auto measured = ScratchFile::open(scratch_folder);
  if (!measured) return measured.error();
  auto book = make_xlsx_book(*file.value(), scratch_folder, limits);
  if (!book) return book.error();
  return std::unique_ptr<Sink>(std::make_unique<XlsxSink>(std::move(output), std::move(file).value(),
                                                          std::move(book).value(),
                                                          std::move(measured).value(), options));
}

}  // namespace photolint
