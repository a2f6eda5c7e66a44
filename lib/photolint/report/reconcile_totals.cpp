// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/reconcile_totals.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "photolint/core/utf8.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/columns.h"
#include "photolint/report/json.h"
#include "photolint/report/mask.h"
#include "photolint/report/shown.h"

namespace photolint {
namespace {

constexpr const char* kGap = "  ";
constexpr std::size_t kNumberColumns = 7;  // a million items

using TableRow = std::pair<std::vector<std::string>, StateCounts>;

std::vector<ReconcileState> occurring(const StateCounts& counts) {
  std::vector<ReconcileState> states;
  for (int i = 0; i < kReconcileStateCount; ++i) {
    if (counts.at(static_cast<std::size_t>(i)) > 0) states.push_back(static_cast<ReconcileState>(i));
  }
  return states;
}

std::int64_t sum(const StateCounts& counts) {
  std::int64_t all = 0;
  for (const std::int64_t count : counts) all += count;
  return all;
}

std::string without_trailing_blanks(std::string line) {
  while (!line.empty() && line.back() == ' ') line.pop_back();
  return line + "\n";
}

/// headings: of the columns before the states.
class Table {
 public:
  Table(std::vector<std::string> headings, const ReconcileTotals& totals, Language language)
      : states_(occurring(totals.by_state)), headings_(std::move(headings)), language_(language) {
    for (const std::string& heading : headings_) widths_.push_back(display_width(heading));
  }

  void add(std::vector<std::string> cells, const StateCounts& counts) {
    for (std::size_t i = 0; i < cells.size(); ++i) widths_[i] = std::max(widths_[i], display_width(cells[i]));
    rows_.emplace_back(std::move(cells), counts);
  }

  [[nodiscard]] std::string str(std::string_view title) const {
    std::vector<std::string> numbers;
    for (const ReconcileState state : states_) {
      numbers.emplace_back(group_word("state", to_string(state), language_));
    }
    numbers.emplace_back(word("reconcile.total", language_));
    std::string text = std::string(title) + "\n" + line(headings_, numbers, numbers);
    for (const auto& [cells, counts] : rows_) {
      std::vector<std::string> values;
      for (const ReconcileState state : states_) {
        values.push_back(std::to_string(counts.at(static_cast<std::size_t>(state))));
      }
      values.push_back(std::to_string(sum(counts)));
      text += line(cells, values, numbers);
    }
    return text + "\n";
  }

 private:
  [[nodiscard]] std::string line(const std::vector<std::string>& cells,
                                 const std::vector<std::string>& values,
                                 const std::vector<std::string>& headings) const {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) text += kGap + pad_right(cells[i], widths_[i]);
    for (std::size_t i = 0; i < values.size(); ++i) {
      text += kGap + pad_left(values[i], std::max(kNumberColumns, display_width(headings[i])));
    }
    return without_trailing_blanks(std::move(text));
  }

  std::vector<ReconcileState> states_;
  std::vector<std::string> headings_;
  std::vector<std::size_t> widths_;
  std::vector<TableRow> rows_;
  Language language_;
};

std::string step_lines(const ReconcileTotals& totals, Language language) {
  std::string text = std::string(word("reconcile.steps", language)) + "\n";
  for (const JoinStep step :
       {JoinStep::id_number, JoinStep::student_no, JoinStep::name_and_birth_date, JoinStep::none}) {
    const std::int64_t count = totals.by_step.at(static_cast<std::size_t>(step));
    text += kGap + pad_left(std::to_string(count), kNumberColumns) + kGap +
            std::string(group_word("join", to_string(step), language)) + "\n";
  }
  return text + "\n";
}

std::string state_lines(const ReconcileTotals& totals, Language language) {
  std::string text = std::string(word("reconcile.by-state", language)) + "\n";
  for (const ReconcileState state : occurring(totals.by_state)) {
    const std::int64_t count = totals.by_state.at(static_cast<std::size_t>(state));
    const std::string name(to_string(state));
    text += kGap + pad_left(std::to_string(count), kNumberColumns) + kGap +
            std::string(group_word("state", name, language)) +
            std::string(word("report.counts-begin", language)) +
            std::string(group_word("next", name, language)) + "\n";
  }
  return text + "\n";
}

std::string counts_object(const StateCounts& counts) {
  JsonObject object;
  for (int i = 0; i < kReconcileStateCount; ++i) {
    object.raw(to_string(static_cast<ReconcileState>(i)),
               std::to_string(counts.at(static_cast<std::size_t>(i))));
  }
  return object.str();
}

std::string masked(std::string_view cell, const ReportOptions& options) {
  return options.show_ids ? std::string(cell) : mask_numbers(cell);
}

}  // namespace

std::string shown_group(std::string_view cell, const ReportOptions& options) {
  if (cell.empty()) return std::string(word("reconcile.not-given", options.language));
  return display_text(masked(cell, options));
}

std::string totals_text(const ReconcileTotals& totals, const ReportOptions& options) {
  const Language language = options.language;
  std::string text = step_lines(totals, language) + state_lines(totals, language);
  const std::string college(group_word("field", "college", language));
  const std::string class_name(group_word("field", "class_name", language));
  Table colleges({college}, totals, language), classes({college, class_name}, totals, language);
  bool any_college = false, any_class = false;
  for (const auto& [name, counts] : totals.by_college) {
    any_college = any_college || !name.empty();
    colleges.add({shown_group(name, options)}, counts);
  }
  for (const auto& [names, counts] : totals.by_class) {
    any_class = any_class || !names.second.empty();
    classes.add({shown_group(names.first, options), shown_group(names.second, options)}, counts);
  }
  if (any_college) text += colleges.str(word("reconcile.by-college", language));
  if (any_class) text += classes.str(word("reconcile.by-class", language));
  return text;
}

std::string totals_json(const ReconcileTotals& totals, const ReportOptions& options) {
  JsonObject steps;
  for (int i = 0; i < kJoinStepCount; ++i) {
    steps.raw(to_string(static_cast<JoinStep>(i)),
              std::to_string(totals.by_step.at(static_cast<std::size_t>(i))));
  }
  JsonArray colleges, classes;
  for (const auto& [name, counts] : totals.by_college) {
    JsonObject object;
    object.text("college", masked(name, options));
    colleges.add(object.raw("by_state", counts_object(counts)).str());
  }
  for (const auto& [names, counts] : totals.by_class) {
    JsonObject object;
    object.text("college", masked(names.first, options)).text("class_name", masked(names.second, options));
    classes.add(object.raw("by_state", counts_object(counts)).str());
  }
  JsonObject object;
  object.raw("by_state", counts_object(totals.by_state)).raw("by_step", steps.str());
  return object.raw("by_college", colleges.str()).raw("by_class", classes.str()).str();
}

}  // namespace photolint
