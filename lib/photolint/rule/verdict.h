// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "photolint/analysis/fingerprint.h"
#include "photolint/core/error.h"
#include "photolint/roster/reconciled.h"
#include "photolint/roster/work_item.h"
#include "photolint/rule/rule.h"

namespace photolint {

/// What cannot_assess does to the verdict of a photo.
enum class OnCannotAssess { reject, review, ignore };

[[nodiscard]] std::string_view to_string(OnCannotAssess effect);

/// A rule as a profile wants it.
struct BoundRule {
  const RuleInfo* info = nullptr;
  Params params;
  Severity severity = Severity::error;
  OnCannotAssess on_cannot_assess = OnCannotAssess::review;
  std::string reference;  ///< free text of the profile, carried to the reports
};

/// The outcome of one bound rule on one photo.
struct Finding {
  const BoundRule* rule = nullptr;  ///< lives as long as the Plan
  Outcome outcome;
};

/// Pictures of a photo for the reports that show one, upright, without metadata. A picture that no report of
/// the run shows is empty.
struct ReportPictures {
  std::string photo;      ///< JPEG of at most 480 pixels each way, to look at
  std::string thumbnail;  ///< JPEG of at most 96 pixels each way, for a cell of a table
  int width = 0;          ///< of the full-size photo, pixels: the frame of Outcome::region
  int height = 0;
};

/// The pictures that the reports of a run show.
struct PictureWants {
  bool photo = false;
  bool thumbnail = false;

  [[nodiscard]] bool any() const { return photo || thumbnail; }
};

/// The end result for one item. Only accepted means that the photo may be uploaded.
enum class VerdictStatus {
  accepted,
  review,  ///< a warning, or something could not be assessed
  rejected,
  unreadable,      ///< the file is no readable photo; error says why
  missing,         ///< a roster row without its photo
  unclaimed,       ///< a photo that no roster row claims
  internal_error,  ///< photolint failed on this item
};
inline constexpr int kVerdictStatusCount = 7;

[[nodiscard]] std::string_view to_string(VerdictStatus status);

/// What a report says about one item. It holds no timing; what it holds for other uses says so.
struct Verdict {
  std::int64_t seq = 0;
  std::string id;  ///< unmasked; sinks mask
  std::string shown_path;
  std::vector<Field> fields;
  int roster_line = 0;
  VerdictStatus status = VerdictStatus::internal_error;
  /// In table order, one for each bound rule; without a photo those of row and batch only; none for a row
  /// that cannot be trusted.
  std::vector<Finding> findings;
  std::optional<Error> error;  ///< unreadable, missing, unclaimed, internal_error
  std::string sha256;          ///< of the file's bytes; empty when not read
  /// For the rules of the batch, in no report. Nothing where they do not run or no photo was read.
  std::optional<Fingerprint> fingerprint;
  /// SHA-256 of the payloads in the picture of the student's capture code, as hex; for the rules of the
  /// batch, in no report.
  std::vector<std::string> code_hashes;
  std::optional<Reconciled> reconciled;    ///< of `reconcile` only; its state then decides the status
  std::optional<ReportPictures> pictures;  ///< none where no report wants one or no photo was decoded
  std::string path;                        ///< WorkItem::path, to open the photo with; in no report
};

/// Runs every rule on the analysis of a readable photo; a rule that throws gives cannot_assess with message
/// "rule-failed". Measured values that are no finite numbers and regions that are empty are left out; a pass
/// with such a value becomes cannot_assess with message "not-a-number". Rules of the batch are left to
/// BatchStage: not_applicable with message "batch-pending".
[[nodiscard]] std::vector<Finding> evaluate(const Analysis& analysis, const std::vector<BoundRule>& rules);

/// The same for an item whose photo cannot be looked at: rules of the row and of the batch only.
[[nodiscard]] std::vector<Finding> evaluate_row(const Analysis& analysis,
                                                const std::vector<BoundRule>& rules);

/// Replaces what is no finite number and no region in an outcome, as evaluate() does.
[[nodiscard]] Outcome cleaned(Outcome outcome);

/// The status that findings add up to: rejected over review over accepted.
[[nodiscard]] VerdictStatus conclude(const std::vector<Finding>& findings);

/// The status that the state of an item of `reconcile` stands for.
[[nodiscard]] VerdictStatus status_of(ReconcileState state);

/// The verdict with the status that its findings add up to. In `reconcile` the state decides: a student who
/// is ready becomes ready_doubtful where a finding counts against the photo.
[[nodiscard]] Verdict concluded(Verdict verdict);

/// True where the finding is a reason against acceptance: a fail of error or warning severity, or a
/// cannot_assess that is not ignored.
[[nodiscard]] bool counts_against(const Finding& finding);

/// What two lists are compared with.
enum class ListComparison {
  none,    ///< the run is a check
  fields,  ///< `reconcile` without photos: no picture was looked at
  photos,  ///< `reconcile` with the photos of the vendor
};

/// Facts about the run that stand at the head of a report.
struct RunInfo {
  std::string tool_version;
  std::string profile;  ///< name
  int profile_version = 0;
  std::string profile_hash;  ///< SHA-256 of the resolved profile
  std::vector<BoundRule> const* rules = nullptr;
  std::vector<std::string> roster_fields;  ///< names of Verdict::fields in column order; empty: no roster
  ListComparison comparison = ListComparison::none;
};

/// Items in each ReconcileState.
using StateCounts = std::array<std::int64_t, kReconcileStateCount>;

/// Totals of a run of `reconcile`.
struct ReconcileTotals {
  StateCounts by_state{};
  std::array<std::int64_t, kJoinStepCount> by_step{};  ///< items that the step has joined
  std::map<std::string, StateCounts> by_college;       ///< under the cell without blanks at its ends
  std::map<std::pair<std::string, std::string>, StateCounts> by_class;  ///< under college and class

  /// verdict must have been reconciled.
  void add(const Verdict& verdict);
};

/// Totals; the exit code comes from here.
struct Summary {
  std::int64_t items = 0;
  std::array<std::int64_t, kVerdictStatusCount> by_status{};
  /// Rule code to the number of each Status.
  std::map<std::string_view, std::array<std::int64_t, 4>> by_rule;
  std::map<ErrorCode, std::int64_t> by_error;
  ReconcileTotals reconciled;  ///< of `reconcile` only
  bool complete = false;       ///< false: interrupted, or a sink failed
  std::optional<Error> error;  ///< why it is not complete

  void add(const Verdict& verdict);
  [[nodiscard]] std::int64_t count(VerdictStatus status) const {
    return by_status.at(static_cast<std::size_t>(status));
  }
};

}  // namespace photolint
