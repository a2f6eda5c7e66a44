// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/report/histogram.h"
#include "photolint/report/json.h"
#include "photolint/report/options.h"
#include "photolint/rule/verdict.h"

// The data of the HTML report, as scripts that hand one JSON value to a function of the page: a page opened
// from disk may load scripts, but no other files. The layout of every value is described in html/data.js.

namespace photolint {

/// Texts that occur many times in one part, written once.
class TextTable {
 public:
  /// Number of the value, which must be valid JSON.
  std::size_t add(const std::string& json);
  [[nodiscard]] std::string json() const;
  void clear();

 private:
  std::map<std::string, std::size_t> numbers_;
  std::vector<std::string> values_;
};

/// Everything that the gallery, the table, the filters and the charts need to know about an item.
class IndexPart {
 public:
  explicit IndexPart(const ReportOptions& options) : options_(options) {}

  void add(const Verdict& verdict, const std::vector<BoundRule>& rules);
  [[nodiscard]] std::size_t size() const { return size_; }
  /// The script of part number; the part is empty afterwards.
  [[nodiscard]] std::string take(std::size_t number);

 private:
  ReportOptions options_;
  TextTable names_;  ///< colleges and classes
  JsonArray rows_;
  std::size_t size_ = 0;
};

/// Everything else about an item: what the detail view shows.
class DetailPart {
 public:
  explicit DetailPart(const ReportOptions& options) : options_(options) {}

  void add(const Verdict& verdict, const std::vector<BoundRule>& rules);
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] std::string take(std::size_t number);

 private:
  [[nodiscard]] std::string finding(const Finding& finding, std::size_t rule, const class BothShown& shown);
  [[nodiscard]] std::string measured(const Finding& finding, std::size_t rule);

  ReportOptions options_;
  TextTable texts_;  ///< sentences and headings in both languages
  TextTable kinds_;  ///< what is measured, with its limits
  JsonArray items_;
  std::size_t size_ = 0;
};

/// Distribution of the values of one measurement of one rule over the run.
struct Distribution {
  Measurement first;    ///< name, unit, decimals and limits as first seen
  bool varies = false;  ///< the limits differ from item to item
  std::int64_t all = 0;
  std::int64_t outside = 0;
  Histogram histogram;
};

/// All of them, under the number of the rule and the name of the measurement.
class Distributions {
 public:
  void add(const Verdict& verdict, const std::vector<BoundRule>& rules);
  [[nodiscard]] std::string json(const std::vector<BoundRule>& rules) const;

 private:
  std::map<std::pair<std::size_t, std::string_view>, Distribution> found_;
};

/// How many parts of which size a report has.
struct PartCounts {
  std::size_t items_per_index = 0;
  std::size_t items_per_detail = 0;
  std::size_t indexes = 0;
  std::size_t photos_per_folder = 0;
};

/// The script with the run, its rules and its totals.
[[nodiscard]] std::string head_script(const RunInfo& run, const Summary& summary, const PartCounts& parts,
                                      const Distributions& distributions, const ReportOptions& options);

/// The script with every word of the page in both languages.
[[nodiscard]] std::string words_script();

}  // namespace photolint
