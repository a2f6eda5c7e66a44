// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/xlsx_measured.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <utility>

#include "photolint/core/number.h"
#include "photolint/report/catalogue.h"
#include "photolint/report/render.h"
#include "photolint/report/xlsx_numbers.h"

namespace photolint {
namespace {

constexpr std::size_t kFixedColumns = 4;  // number, id, name, verdict

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

template <class Number>
Number parsed(std::string_view text) {
  Number value{};
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

/// Takes the lines of the scratch file and makes rows of them. A line: the fixed cells, then "column:value:in
/// or out" for each value, separated by tabs, which shown text does not hold.
class MeasuredSheet::Replay : public Output {
 public:
  Replay(XlsxTable& table, const MeasuredSheet& sheet, const std::vector<std::size_t>& places)
      : table_(table), sheet_(sheet), places_(places) {}

  Result<void> write(std::string_view bytes) override {
    rest_ += bytes;
    std::size_t begin = 0;
    for (std::size_t end; (end = rest_.find('\n', begin)) != std::string::npos; begin = end + 1) {
      add_row(std::string_view(rest_).substr(begin, end - begin));
    }
    rest_.erase(0, begin);
    return {};
  }

  Result<void> finish(bool) override { return {}; }

 private:
  void add_row(std::string_view line) {
    const std::vector<std::string_view> parts = split(line, '\t');
    std::vector<XlsxCell> cells(kFixedColumns + places_.size());
    cells[0] = number_cell(parsed<double>(parts[0]));
    cells[1] = text_cell(parts[1], CellLook::text);
    for (std::size_t i = 2; i < kFixedColumns; ++i) cells[i] = text_cell(parts[i]);
    for (std::size_t i = kFixedColumns; i < parts.size(); ++i) {
      const std::vector<std::string_view> value = split(parts[i], ':');
      const auto column = parsed<std::size_t>(value[0]);
      const Column& known = sheet_.columns_[column];
      cells[kFixedColumns + places_[column]] = number_cell(
          parsed<double>(value[1]), number_format(known.unit, known.decimals, sheet_.options_.language),
          value[2] == "in" ? CellLook::plain : CellLook::bad);
    }
    table_.add(cells);
  }

  XlsxTable& table_;
  const MeasuredSheet& sheet_;
  const std::vector<std::size_t>& places_;
  std::string rest_;
};

MeasuredSheet::MeasuredSheet(std::unique_ptr<ScratchFile> scratch, const ReportOptions& options)
    : scratch_(std::move(scratch)), options_(options) {}

std::size_t MeasuredSheet::column_of(const BoundRule* rule, const Measurement& m) {
  const auto known = std::find_if(columns_.begin(), columns_.end(), [rule, &m](const Column& column) {
    return column.rule == rule && column.name == m.name;
  });
  if (known != columns_.end()) return static_cast<std::size_t>(known - columns_.begin());
  columns_.push_back({rule, std::string(m.name), std::string(m.unit), m.decimals});
  return columns_.size() - 1;
}

Result<void> MeasuredSheet::add(const Verdict& verdict, const Shown& shown) {
  std::string values;
  for (const Finding& finding : verdict.findings) {
    for (const Measurement& m : finding.outcome.measured) {
      if (!std::isfinite(m.value)) continue;
      values += "\t" + std::to_string(column_of(finding.rule, m)) + ":" + format_fixed(m.value, m.decimals) +
                (m.inside() ? ":in" : ":out");
    }
  }
  if (values.empty()) return {};
  std::string line = std::to_string(verdict.seq + 1) + "\t" + shown.id() + "\t" + shown.name() + "\t";
  return scratch_->write(line.append(shown.status()).append(values).append("\n"));
}

std::vector<std::size_t> MeasuredSheet::places(const std::vector<BoundRule>& rules) const {
  std::vector<std::size_t> order(columns_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [this, &rules](std::size_t a, std::size_t b) {
    return columns_[a].rule - rules.data() < columns_[b].rule - rules.data();
  });
  std::vector<std::size_t> places(order.size());
  for (std::size_t i = 0; i < order.size(); ++i) places[order[i]] = i;
  return places;
}

std::vector<std::string> MeasuredSheet::headings(const std::vector<std::size_t>& places) const {
  const Language language = options_.language;
  std::vector<std::string> row(kFixedColumns + columns_.size());
  row[0] = group_word("column", "number", language);
  row[1] = group_word("column", "id", language);
  row[2] = group_word("column", "name", language);
  row[3] = group_word("column", "verdict", language);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Column& column = columns_[i];
    row[kFixedColumns + places[i]] =
        std::string(column.rule->info->code) + " " + measurement_name(column.name, language);
  }
  return row;
}

Result<void> MeasuredSheet::write(XlsxBook& book, const std::vector<BoundRule>& rules) {
  const std::vector<std::size_t> order = places(rules);
  XlsxTableStyle style;
  style.name = word("sheet.measured", options_.language);
  style.headings = headings(order);
  style.frozen_columns = kFixedColumns;
  Replay replay(book.add_table(std::move(style)), *this, order);
  return scratch_->copy_to(replay);
}

}  // namespace photolint
