// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/notices_sink.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/report/atomic_file.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/csv_cells.h"
#include "photolint/report/notice_template.h"
#include "photolint/report/notice_words.h"
#include "photolint/report/render.h"
#include "photolint/report/shown.h"
#include "photolint/report/system_output.h"

namespace photolint {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kMailMerge = "mail-merge.csv";
/// Leaves room for a number and an extension below the 255 bytes of a file name.
constexpr std::size_t kMaxNameBytes = 100;

/// What a student is told.
struct Notice {
  std::string_view verdict{};  ///< key of the sentence; empty: there is nothing to tell
  std::vector<std::string> problems;
  std::vector<std::string> steps;
};

void add_once(std::vector<std::string>& texts, std::string text) {
  if (text.empty() || std::find(texts.begin(), texts.end(), text) != texts.end()) return;
  texts.push_back(std::move(text));
}

/// Why the file could not be opened, in plain words; empty where that is not the student's concern.
std::string_view file_problem(ErrorCode code) {
  switch (code) {
    case ErrorCode::file_empty:
      return "notice.file-empty";
    case ErrorCode::file_too_large:
    case ErrorCode::image_too_large:
      return "notice.file-too-large";
    case ErrorCode::format_unknown:
    case ErrorCode::format_unsupported:
      return "notice.file-format";
    case ErrorCode::many_frames:
      return "notice.file-frames";
    case ErrorCode::image_damaged:
    case ErrorCode::image_truncated:
    case ErrorCode::decoder_failed:
      return "notice.file-damaged";
    default:
      return {};
  }
}

/// Words for one student out of a verdict.
class NoticeWriter {
 public:
  NoticeWriter(const Verdict& verdict, const Shown& shown, Language language)
      : verdict_(verdict), shown_(shown), language_(language) {}

  [[nodiscard]] Notice notice() {
    if (verdict_.reconciled && !is_about_a_student(verdict_.reconciled->state)) return {};
    switch (verdict_.status) {
      case VerdictStatus::rejected:
        return rejected();
      case VerdictStatus::review:
        return review();
      case VerdictStatus::missing:
        return missing();
      case VerdictStatus::unreadable:
        return unreadable();
      case VerdictStatus::internal_error:
        return {"notice.review", {}, {}};
      case VerdictStatus::accepted:
      case VerdictStatus::unclaimed:
        break;
    }
    return {};
  }

 private:
  /// Rows that nobody could join are for the school to sort out.
  static bool is_about_a_student(ReconcileState state) {
    return state != ReconcileState::unknown_to_school && state != ReconcileState::ambiguous;
  }

  [[nodiscard]] std::string say(std::string_view key) const { return std::string(word(key, language_)); }

  [[nodiscard]] Notice rejected() {
    Notice notice{"notice.rejected", {}, {}};
    add_differences(notice);
    add_findings(notice);
    if (!notice.steps.empty()) notice.steps.push_back(say("notice.hand-in-again"));
    return notice;
  }

  [[nodiscard]] Notice review() {
    Notice notice{"notice.review", {}, {}};
    add_findings(notice);
    if (notice.problems.empty()) return notice;
    notice.verdict = "notice.review-improve";
    notice.steps.push_back(say("notice.hand-in-again"));
    return notice;
  }

  /// A warning about the row is worth naming, but first of all there has to be a photo.
  [[nodiscard]] Notice missing() {
    const bool several = verdict_.error && verdict_.error->code == ErrorCode::photo_ambiguous;
    Notice notice{several ? "notice.several" : "notice.missing", {}, {}};
    notice.steps.push_back(say(several ? "notice.several-step" : "notice.missing-step"));
    add_findings(notice);
    return notice;
  }

  /// Of a row that cannot be read nobody knows whose it is.
  [[nodiscard]] Notice unreadable() {
    if (!verdict_.error) return {};
    if (verdict_.error->code == ErrorCode::photo_shared) {
      Notice notice{"notice.rejected", {}, {}};
      add_findings(notice);
      return notice;
    }
    const std::string_view problem = file_problem(verdict_.error->code);
    if (problem.empty()) return {"notice.review", {}, {}};
    Notice notice{"notice.unreadable", {say(problem)}, {say("notice.unreadable-step")}};
    add_findings(notice);
    return notice;
  }

  void add_differences(Notice& notice) const {
    if (!verdict_.reconciled) return;
    for (const FieldDifference& difference : verdict_.reconciled->differences) {
      if (difference.decisive) add_once(notice.problems, shown_.difference(difference));
    }
    if (notice.problems.empty()) return;
    notice.verdict = "notice.differs";
    add_once(notice.steps, say("notice.differs-step"));
  }

  /// What failed, and what rejects the photo because it could not be checked: taken again, it can be.
  void add_findings(Notice& notice) const {
    for (const Finding* finding : reasons(verdict_)) {
      if (finding->outcome.status != Status::fail && !rejects(*finding)) continue;
      const NoticeWords* words = find_notice_words(*finding);
      if (words == nullptr && finding->rule->info->name == "photo-present") continue;  // told already
      add_once(notice.problems, problem(*finding, words));
      add_once(notice.steps, step(*finding, words));
    }
  }

  [[nodiscard]] std::string problem(const Finding& finding, const NoticeWords* words) const {
    if (words == nullptr) return shown_.message(finding);
    return shown_.raw_text(substitute(words->problem.in(language_), message_args(finding.outcome)));
  }

  [[nodiscard]] std::string step(const Finding& finding, const NoticeWords* words) const {
    const bool own = words != nullptr && !words->step.in(language_).empty();
    return std::string((own ? words->step : finding.rule->info->body->explain.how_to_fix).in(language_));
  }

  const Verdict& verdict_;
  const Shown& shown_;
  Language language_;
};

std::string joined(const std::vector<std::string>& texts, std::string_view separator) {
  std::string line;
  for (const std::string& text : texts) {
    if (!line.empty()) line += separator;
    line += text;
  }
  return line;
}

/// A line each, numbered where there are several.
std::string listed(const std::vector<std::string>& texts) {
  if (texts.size() == 1) return texts.front();
  std::string lines;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) lines += "\n";
    lines.append(std::to_string(i + 1)).append(". ").append(texts[i]);
  }
  return lines;
}

bool is_plain(char c) {
  return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
}

bool has_digit(std::string_view text) {
  return text.find_first_of("0123456789") != std::string_view::npos;
}

/// The id with '_' for what not every system takes in a name. Without a digit it may be a word that Windows
/// keeps for itself, or nothing at all: the row's number is added.
std::string file_stem(std::string_view id, std::int64_t number) {
  std::string stem(id.substr(0, kMaxNameBytes));
  std::replace_if(
      stem.begin(), stem.end(), [](char c) { return !is_plain(c); }, '_');
  return has_digit(stem) ? stem : stem + "-" + std::to_string(number);
}

Result<void> remove_texts(const std::string& folder) {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, failure)) {
    if (!failure && entry.path().extension() == ".txt") fs::remove(entry.path(), failure);
  }
  if (failure) return system_failed(failure.value(), folder);
  return {};
}

class NoticesSink : public Sink {
 public:
  NoticesSink(std::string folder, std::unique_ptr<Output> table, NoticeTemplate notice_template,
              const ReportOptions& options)
      : folder_(std::move(folder)),
        partial_(folder_ + ".partial"),
        table_(std::move(table)),
        template_(std::move(notice_template)),
        options_(options) {}
  ~NoticesSink() override {
    table_.reset();
    std::error_code ignored;
    fs::remove(partial_, ignored);  // only when it is empty
  }
  NoticesSink(const NoticesSink&) = delete;
  NoticesSink& operator=(const NoticesSink&) = delete;

  Result<void> begin(const RunInfo& run) override {
    for (const std::string_view field : {"email", "phone"}) {
      const auto& known = run.roster_fields;
      if (std::find(known.begin(), known.end(), field) != known.end()) contacts_.emplace_back(field);
    }
    std::vector<std::string> headings;
    for (const std::string_view key :
         {"column.id", "column.name", "column.verdict", "notice.problems", "notice.steps", "notice.fine"}) {
      headings.push_back(csv_text_cell(word(key, options_.language)));
    }
    for (const std::string& field : contacts_) {
      headings.push_back(csv_text_cell(group_word("field", field, options_.language)));
    }
    headings.push_back(csv_text_cell(word("notice.file", options_.language)));
    const std::string_view mark = options_.byte_order_mark ? kByteOrderMark : std::string_view{};
    return table_->write(std::string(mark) + csv_row(headings));
  }

  Result<void> item(const Verdict& verdict) override {
    const Shown shown(verdict, options_);
    const Notice notice = NoticeWriter(verdict, shown, options_.language).notice();
    if (notice.verdict.empty()) return {};
    const std::string text = template_.fill(args(verdict, shown, notice));
    auto name = write_file(file_stem(student_no(verdict, shown), verdict.seq + 1), verdict.seq + 1, text);
    if (!name) return name.error();
    return table_->write(csv_row(row(verdict, shown, notice, name.value())));
  }

  Result<void> end(const Summary& summary) override {
    if (auto done = table_->finish(summary.complete); !done || !summary.complete) return done;
    if (auto synced = sync_files(partial_); !synced) return synced;
    return publish();
  }

 private:
  static std::string student_no(const Verdict& verdict, const Shown& shown) {
    for (const Field& field : verdict.fields) {
      if (field.name == "student_no" && !field.text.empty()) return shown.field(field);
    }
    return shown.id();
  }

  [[nodiscard]] std::string fine(const Verdict& verdict) const {
    std::vector<std::string> words;
    for (const Text& text : fine_aspects(verdict)) words.emplace_back(text.in(options_.language));
    return joined(words, word("notice.and", options_.language));
  }

  [[nodiscard]] std::vector<Arg> args(const Verdict& verdict, const Shown& shown,
                                      const Notice& notice) const {
    std::string name = shown.name();
    if (name.empty()) name = word("notice.student", options_.language);
    return {{"name", std::move(name)},
            {"student_no", student_no(verdict, shown)},
            {"verdict", std::string(word(notice.verdict, options_.language))},
            {"problems", listed(notice.problems)},
            {"steps", listed(notice.steps)},
            {"fine", fine(verdict)}};
  }

  [[nodiscard]] std::vector<std::string> row(const Verdict& verdict, const Shown& shown, const Notice& notice,
                                             const std::string& file) const {
    const std::string_view separator = word("measured.separator", options_.language);
    std::vector<std::string> cells = {student_no(verdict, shown),  shown.name(),
                                      std::string(shown.status()), joined(notice.problems, separator),
                                      joined(notice.steps, " "),   fine(verdict)};
    for (const std::string& name : contacts_) {
      const auto field = std::find_if(verdict.fields.begin(), verdict.fields.end(),
                                      [&](const Field& f) { return f.name == name; });
      cells.push_back(field == verdict.fields.end() ? std::string() : shown.field(*field));
    }
    cells.push_back(file);
    for (std::string& cell : cells) cell = csv_text_cell(cell);
    return cells;
  }

  /// Two students of one number must not share a file: the later one's has the number of the item too.
  Result<std::string> write_file(const std::string& stem, std::int64_t number, const std::string& text) {
    std::string name = stem;
    for (int attempt = 0;; ++attempt) {
      auto written = create_file(partial_ + "/" + name + ".txt", text);
      if (!written) return written.error();
      if (written.value()) return name + ".txt";
      name = stem + "-" + std::to_string(number);
      if (attempt > 0) name += "-" + std::to_string(attempt);
    }
  }

  /// Notices of an earlier run would tell students what is no longer true, so they go.
  Result<void> publish() {
    if (auto made = make_private_folder(folder_); !made) return made;
    std::error_code failure;
    fs::remove(fs::path(folder_) / kMailMerge, failure);
    if (auto removed = remove_texts(folder_); !removed) return removed;
    for (const fs::directory_entry& entry : fs::directory_iterator(partial_, failure)) {
      const fs::path name = entry.path().filename();
      if (!failure && name != kMailMerge) fs::rename(entry.path(), fs::path(folder_) / name, failure);
    }
    if (!failure) fs::rename(fs::path(partial_) / kMailMerge, fs::path(folder_) / kMailMerge, failure);
    if (failure) return system_failed(failure.value(), folder_);
    return sync_files(folder_);
  }

  std::string folder_;
  std::string partial_;
  std::unique_ptr<Output> table_;
  NoticeTemplate template_;
  ReportOptions options_;
  std::vector<std::string> contacts_;  ///< fields of the roster by which students are reached
};

Result<NoticeTemplate> notice_template(const ReportOptions& options) {
  if (!options.notice_template.empty()) return NoticeTemplate::load(options.notice_template);
  return NoticeTemplate::parse(built_in_notice(options.language), {});
}

}  // namespace

Result<std::unique_ptr<Sink>> open_notices(const std::string& folder, const ReportOptions& options) {
  auto words = notice_template(options);
  if (!words) return words.error();
  const std::string partial = folder + ".partial";
  if (auto made = make_private_folder(partial); !made) return made.error();
  // The table first: its lock keeps other runs out.
  auto table = open_atomic_file(partial + "/" + std::string(kMailMerge));
  if (!table) return table.error();
  if (auto removed = remove_texts(partial); !removed) return removed.error();
  return std::unique_ptr<Sink>(
      std::make_unique<NoticesSink>(folder, std::move(table).value(), std::move(words).value(), options));
}

}  // namespace photolint
