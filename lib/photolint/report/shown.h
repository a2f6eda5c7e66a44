// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "photolint/report/mask.h"
#include "photolint/report/options.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// The texts of one verdict as reports show them: masked, in the report's language and, unless the name says
/// raw, fit for one line.
class Shown {
 public:
  Shown(const Verdict& verdict, const ReportOptions& options);

  [[nodiscard]] std::string raw_id() const;
  [[nodiscard]] std::string raw_path() const;
  [[nodiscard]] std::string raw_field(const Field& field) const;
  [[nodiscard]] std::string raw_text(std::string_view text) const;
  [[nodiscard]] std::string id() const;
  [[nodiscard]] std::string path() const;
  [[nodiscard]] std::string field(const Field& field) const;
  /// The student's name; empty without a roster.
  [[nodiscard]] std::string name() const;
  /// Word for the verdict's status.
  [[nodiscard]] std::string_view status() const;
  /// What the rule says.
  [[nodiscard]] std::string message(const Finding& finding) const;
  /// The sentence of the verdict's error. Its path is left out: reports name the item, and hold no path that
  /// depends on the machine. Empty without an error.
  [[nodiscard]] std::string error() const;
  /// Word for the state of a verdict of `reconcile`; empty for others.
  [[nodiscard]] std::string_view state() const;
  /// What to do about the state; empty as above.
  [[nodiscard]] std::string_view next_step() const;
  /// "name: school "A", vendor "B": ...". The values are masked, the place in them is not hidden.
  [[nodiscard]] std::string difference(const FieldDifference& difference) const;
  /// The rows that may belong together; empty unless ambiguous.
  [[nodiscard]] std::string candidates() const;
  /// What the comparison of two lists says, a line each: the rows, differences or candidates, what to do
  /// next.
  [[nodiscard]] std::vector<std::string> reconcile_lines() const;
  /// Why the item is not accepted, the most weighty reason first: an error, what the comparison of two lists
  /// says, a finding that counts against it, or nothing.
  [[nodiscard]] std::string first_reason() const;

 private:
  [[nodiscard]] std::string rows() const;
  [[nodiscard]] std::string list_reason() const;

  const Verdict& verdict_;
  const ReportOptions& options_;
  Masker masker_;
};

/// The findings that count against acceptance, those that reject before those that send to review, each kind
/// in table order.
[[nodiscard]] std::vector<const Finding*> reasons(const Verdict& verdict);

/// True where the finding alone rejects the photo.
[[nodiscard]] bool rejects(const Finding& finding);

/// Why a run is not complete, without paths of this machine.
[[nodiscard]] std::string incomplete_reason(const Summary& summary, Language language);

/// "items: 3, accepted 2, missing 1", or by state where two lists were compared.
[[nodiscard]] std::string totals_line(const Summary& summary, Language language);

/// The rules of the run; empty when there are none.
[[nodiscard]] const std::vector<BoundRule>& rules_of(const RunInfo& run);

/// The word that a catalogue has for "<group>.<name>", for example status_word("status", "accepted", en).
[[nodiscard]] std::string_view group_word(std::string_view group, std::string_view name, Language language);

}  // namespace photolint
