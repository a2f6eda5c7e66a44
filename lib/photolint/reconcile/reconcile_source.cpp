// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/reconcile_source.h"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/reconcile/field_difference.h"
#include "photolint/reconcile/join.h"
#include "photolint/reconcile/row_store.h"
#include "photolint/reconcile/vendor_photos.h"
#include "photolint/roster/cell_values.h"
#include "photolint/roster/fields.h"

namespace photolint {
namespace {

using Row = RowStore::Row;

/// A field that both lists have.
struct SharedColumn {
  std::string_view field;
  std::size_t school;
  std::size_t vendor;
};

class ReconcileSource : public CountedSource {
 public:
  ReconcileSource(RowStore school, RowStore vendor, std::optional<VendorPhotos> photos,
                  std::int64_t deleted_rows)
      : school_(std::move(school)),
        vendor_(std::move(vendor)),
        photos_(std::move(photos)),
        deleted_rows_(deleted_rows),
        join_(join_rows(school_, vendor_)),
        school_status_(school_.column("status")),
        vendor_status_(vendor_.column("status")) {
    for (const std::string_view field : compared_fields()) {
      const auto in_school = school_.column(field), in_vendor = vendor_.column(field);
      if (in_school && in_vendor) shared_.push_back({field, *in_school, *in_vendor});
    }
  }

  std::optional<WorkItem> next() override {
    std::optional<WorkItem> item;
    if (school_row_ < school_.size()) {
      item = school_item(school_row_++);
    } else {
      item = next_stranger();
      if (!item) item = next_photo();
    }
    if (item) item->seq = seq_++;
    return item;
  }

  [[nodiscard]] std::optional<std::int64_t> size_hint() const override {
    std::int64_t strangers = 0;
    for (Row row = 0; row < vendor_.size(); ++row) strangers += is_stranger(row) ? 1 : 0;
    return school_.size() + strangers + static_cast<std::int64_t>(photos_ ? photos_->unclaimed.size() : 0);
  }
  [[nodiscard]] SkippedCounts skipped() const override {
    SkippedCounts skipped = photos_ ? photos_->skipped : SkippedCounts{};
    skipped.deleted_rows = deleted_rows_;
    return skipped;
  }

  /// The school's columns, then those that only the vendor has.
  [[nodiscard]] std::vector<std::string> field_names() const override {
    std::vector<std::string> names = school_.columns();
    for (const std::string& name : vendor_.columns()) {
      if (!school_.column(name)) names.push_back(name);
    }
    return names;
  }

 private:
  /// True for a row of the vendor's list that needs an item of its own: no item of the school's list stands
  /// for it, or none tells its problem.
  [[nodiscard]] bool is_stranger(Row row) const {
    const Placement& placement = join_.vendor[row];
    const bool has_problem = vendor_.problem(row) != nullptr;
    if (placement.partner != Placement::kNone) {
      return has_problem && (school_.problem(placement.partner) != nullptr || linked(placement.partner, row));
    }
    const bool candidate =
        placement.group != Placement::kNone && join_.groups[placement.group].school.count > 0;
    return has_problem || !candidate;
  }

  [[nodiscard]] bool linked(Row row, Row partner) const {
    return is_linked_status(school_.cell(row, school_status_)) ||
           is_linked_status(vendor_.cell(partner, vendor_status_));
  }

  static WorkItem item_of(const RowStore& rows, Row row) {
    WorkItem item;
    item.fields = rows.fields(row);
    item.roster_line = rows.line(row);
    item.id = std::string("#").append(std::to_string(item.roster_line));
    for (const std::string_view name : {"id_number", "student_no"}) {
      const std::string_view number = trim_blanks(rows.cell(row, rows.column(name)));
      if (!number.empty()) item.id = number;
    }
    if (const Error* problem = rows.problem(row)) item.problem = *problem;
    return item;
  }

  WorkItem school_item(Row row) {
    WorkItem item = item_of(school_, row);
    const Placement& placement = join_.school[row];
    Reconciled found;
    found.school_line = item.roster_line;
    found.joined_by = placement.step;
    if (placement.partner != Placement::kNone) found.vendor_line = vendor_.line(placement.partner);
    if (item.problem) {
      found.state = ReconcileState::unreadable;
    } else if (placement.group != Placement::kNone) {
      name_candidates(found, placement);
    } else if (placement.partner != Placement::kNone) {
      compare(item, found, row, placement.partner);
    } else {
      const bool graduated = is_linked_status(school_.cell(row, school_status_));
      found.state = graduated ? ReconcileState::linked : ReconcileState::not_delivered;
    }
    item.reconciled = std::move(found);
    return item;
  }

  void name_candidates(Reconciled& found, const Placement& placement) const {
    found.state = ReconcileState::ambiguous;
    found.school_candidates = join_.groups[placement.group].school;
    found.vendor_candidates = join_.groups[placement.group].vendor;
  }

  void compare(WorkItem& item, Reconciled& found, Row row, Row partner) const {
    for (const SharedColumn& column : shared_) {
      auto difference = field_difference(column.field, school_.cell(row, column.school),
                                         vendor_.cell(partner, column.vendor));
      if (difference) found.differences.push_back(*std::move(difference));
    }
    if (linked(row, partner)) {
      found.state = ReconcileState::linked;
      return;
    }
    const bool differs = std::any_of(found.differences.begin(), found.differences.end(),
                                     [](const FieldDifference& d) { return d.decisive; });
    const Error* problem = vendor_.problem(partner);
    if (problem != nullptr) item.problem = *problem;
    if (photos_ && problem == nullptr) {
      const VendorPhoto& photo = photos_->of_row[partner];
      item.path = photo.path;
      item.shown_path = photo.shown_path;
      item.problem = photo.problem;
    }
    const bool doubtful = photos_ || problem != nullptr;
    found.state = doubtful ? ReconcileState::ready_doubtful : ReconcileState::ready;
    if (differs) found.state = ReconcileState::field_differs;
  }

  std::optional<WorkItem> next_stranger() {
    while (vendor_row_ < vendor_.size() && !is_stranger(vendor_row_)) ++vendor_row_;
    if (vendor_row_ == vendor_.size()) return std::nullopt;
    const Row row = vendor_row_++;
    const Placement& placement = join_.vendor[row];
    WorkItem item = item_of(vendor_, row);
    Reconciled stranger;
    stranger.vendor_line = item.roster_line;
    item.roster_line = 0;  // reports mean the school's list by it
    stranger.state = item.problem ? ReconcileState::unreadable : ReconcileState::unknown_to_school;
    if (!item.problem && placement.group != Placement::kNone) {
      stranger.joined_by = placement.step;
      name_candidates(stranger, placement);
    }
    item.reconciled = std::move(stranger);
    return item;
  }

  std::optional<WorkItem> next_photo() {
    if (!photos_ || photo_ == photos_->unclaimed.size()) return std::nullopt;
    const FoundFile& photo = photos_->unclaimed[photo_++];
    WorkItem item;
    item.id = photo.shown;
    item.path = photo.path;
    item.shown_path = photo.shown;
    item.problem = photo.problem ? photo.problem : Error{ErrorCode::photo_unclaimed, {}, {}};
    Reconciled stranger;
    stranger.state = photo.problem ? ReconcileState::unreadable : ReconcileState::unknown_to_school;
    item.reconciled = std::move(stranger);
    return item;
  }

  RowStore school_;
  RowStore vendor_;
  std::optional<VendorPhotos> photos_;
  std::int64_t deleted_rows_;
  Join join_;
  std::optional<std::size_t> school_status_;
  std::optional<std::size_t> vendor_status_;
  std::vector<SharedColumn> shared_;
  Row school_row_ = 0;
  Row vendor_row_ = 0;
  std::size_t photo_ = 0;
  std::int64_t seq_ = 0;
};

void append(std::vector<Error>& errors, std::vector<Error> more) {
  std::move(more.begin(), more.end(), std::back_inserter(errors));
}

/// A header error when no step can join the lists.
std::optional<Error> nothing_to_join_by(const RowStore& school, const RowStore& vendor,
                                        const std::string& vendor_path) {
  const auto both = [&](std::string_view field) { return school.column(field) && vendor.column(field); };
  const auto dated = [](const RowStore& rows) {
    return rows.column("birth_date") || rows.column("id_number");
  };
  if (both("id_number") || both("student_no")) return std::nullopt;
  if (both("name") && dated(school) && dated(vendor)) return std::nullopt;
  const RowStore& poorer = school.column("id_number") ? vendor : school;
  return Error{ErrorCode::roster_header_missing,
               {{"column", "id_number"}, {"nearest", nearest_header("id_number", poorer.columns())}},
               {vendor_path, 0, 0, {}}};
}

std::vector<std::string> match_steps(const ReconcileSetup& setup) {
  if (!setup.match.empty()) return setup.match;
  std::vector<std::string> steps = {std::string(kMatchPath), "id_number", "student_no"};
  if (!setup.name_template.empty()) steps.emplace_back(kMatchTemplate);
  return steps;
}

/// How the vendor's rows find their photos; errors of the options are added to errors.
MatchOptions match_options(const ReconcileSetup& setup, std::vector<Error>& errors) {
  MatchOptions match;
  match.steps = match_steps(setup);
  match.photos_dir = setup.photos_dir;
  match.roster_dir = std::filesystem::path(setup.vendor_path).parent_path().string();
  for (const std::string& step : match.steps) {
    if (step == kMatchPath || step == kMatchTemplate || is_known_field(step)) continue;
    errors.push_back(
        {ErrorCode::roster_field_unknown, {{"field", step}, {"nearest", nearest_field(step)}}, {}});
  }
  if (setup.name_template.empty()) return match;
  Result<FileNameTemplate> parsed = FileNameTemplate::parse(setup.name_template);
  if (parsed) {
    match.name_template = std::move(parsed).value();
  } else {
    errors.push_back(parsed.error());
  }
  return match;
}

}  // namespace

SourceOrErrors reconcile_source(const ReconcileSetup& setup) {
  SourceOrErrors result;
  MatchOptions match = match_options(setup, result.errors);
  std::error_code ignored;
  if (!setup.photos_dir.empty() && !std::filesystem::is_directory(setup.photos_dir, ignored)) {
    result.errors.push_back({ErrorCode::path_missing, {}, {setup.photos_dir, 0, 0, {}}});
  }
  StoreOrErrors school = read_rows(setup.school_path, setup.school_format);
  StoreOrErrors vendor = read_rows(setup.vendor_path, setup.vendor_format);
  append(result.errors, std::move(school.errors));
  append(result.errors, std::move(vendor.errors));
  if (school.rows && vendor.rows) {
    if (auto error = nothing_to_join_by(*school.rows, *vendor.rows, setup.vendor_path)) {
      result.errors.push_back(*std::move(error));
    }
  }
  if (!result.errors.empty()) return result;
  std::optional<VendorPhotos> photos;
  if (!setup.photos_dir.empty()) photos = find_vendor_photos(*vendor.rows, std::move(match), setup.directory);
  result.source = std::make_unique<ReconcileSource>(*std::move(school.rows), *std::move(vendor.rows),
                                                    std::move(photos), school.deleted + vendor.deleted);
  return result;
}

}  // namespace photolint
