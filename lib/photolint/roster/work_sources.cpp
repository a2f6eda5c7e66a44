// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/work_sources.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "photolint/core/utf8.h"
#include "photolint/roster/fields.h"
#include "photolint/roster/matching.h"

namespace photolint {
namespace {

namespace fs = std::filesystem;

WorkItem photo_item(FoundFile file) {
  WorkItem item;
  item.id = file.shown;
  item.path = std::move(file.path);
  item.shown_path = std::move(file.shown);
  item.problem = std::move(file.problem);
  return item;
}

/// Without '.' and '..' as far as that can be seen without links, no '/' at the end.
fs::path absolute_normal(const std::string& path) {
  std::error_code ignored;
  const fs::path absolute = fs::absolute(path, ignored);
  const fs::path normal = (ignored ? fs::path(path) : absolute).lexically_normal();
  return normal.has_filename() || normal == normal.root_path() ? normal : normal.parent_path();
}

/// The deepest folder that holds both.
fs::path common_folder(const fs::path& first, const fs::path& second) {
  fs::path common;
  auto a = first.begin();
  auto b = second.begin();
  for (; a != first.end() && b != second.end() && *a == *b; ++a, ++b) common /= *a;
  return common;
}

/// What one argument of the command line stands for.
struct Root {
  std::string path;
  std::string shown;
  bool folder = false;
  std::optional<Error> problem;
};

bool exists(const std::string& path) {
  struct stat status {};
  return lstat(path.c_str(), &status) == 0;
}

Root root_of(const std::string& path) {
  Root root;
  root.path = path;
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) return root;  // opening it says why
  root.folder = S_ISDIR(status.st_mode);
  if (!root.folder && !S_ISREG(status.st_mode)) root.problem = Error{ErrorCode::file_not_regular, {}, {}};
  return root;
}

/// Sets what reports call each root; see paths_source().
void name_roots(std::vector<Root>& roots) {
  if (roots.size() == 1 && roots.front().folder) return;
  std::vector<fs::path> absolute;
  for (const Root& root : roots) absolute.push_back(absolute_normal(root.path));
  fs::path common = absolute.front().parent_path();
  for (const fs::path& path : absolute) common = common_folder(common, path.parent_path());
  for (std::size_t i = 0; i < roots.size(); ++i) {
    roots[i].shown = absolute[i].lexically_relative(common).string();
    if (roots[i].shown.empty()) roots[i].shown = ".";
  }
}

class PathsSource : public CountedSource {
 public:
  PathsSource(std::vector<Root> roots, const DirectoryOptions& options)
      : roots_(std::move(roots)), walk_(options) {
    // A walk is cheap beside one photo; it gives the progress its total and the counts before the start.
    PathsSource rehearsal(roots_, options, {});
    while (rehearsal.next()) ++total_;
    skipped_ = rehearsal.walk_.skipped();
  }

  std::optional<WorkItem> next() override {
    std::optional<FoundFile> file = next_file();
    if (!file) return std::nullopt;
    WorkItem item = photo_item(*std::move(file));
    item.seq = seq_++;
    return item;
  }
  [[nodiscard]] std::optional<std::int64_t> size_hint() const override { return total_; }
  [[nodiscard]] SkippedCounts skipped() const override { return skipped_; }

 private:
  struct Rehearsal {};
  PathsSource(std::vector<Root> roots, const DirectoryOptions& options, Rehearsal)
      : roots_(std::move(roots)), walk_(options) {}

  std::optional<FoundFile> next_file() {
    while (true) {
      if (std::optional<FoundFile> file = walk_.next()) return shown_below_root(*std::move(file));
      if (position_ == roots_.size()) return std::nullopt;
      const Root& root = roots_[position_++];
      if (!root.folder) return FoundFile{root.path, root.shown, root.problem};
      walk_.start(root.path);
    }
  }

  [[nodiscard]] FoundFile shown_below_root(FoundFile file) const {
    const std::string& root = roots_[position_ - 1].shown;
    if (root.empty() || root == ".") return file;
    file.shown = file.shown == "." ? root : root + "/" + file.shown;
    return file;
  }

  std::vector<Root> roots_;
  DirectoryWalk walk_;
  std::size_t position_ = 0;
  std::int64_t seq_ = 0;
  std::int64_t total_ = 0;
  SkippedCounts skipped_;
};

class ListSource : public CountedSource {
 public:
  explicit ListSource(std::vector<ListEntry> entries) : entries_(std::move(entries)) {
    for (const ListEntry& entry : entries_) {
      const fs::path path(entry.path);
      if (entry.problem || !path.is_absolute()) continue;
      const fs::path folder = absolute_normal(entry.path).parent_path();
      common_ = common_.empty() ? folder : common_folder(common_, folder);
    }
  }

  std::optional<WorkItem> next() override {
    if (position_ == entries_.size()) return std::nullopt;
    ListEntry& entry = entries_[position_];
    WorkItem item = photo_item({entry.problem ? std::string() : entry.path, shown(entry), entry.problem});
    item.seq = static_cast<std::int64_t>(position_++);
    entry = {};
    return item;
  }
  [[nodiscard]] std::optional<std::int64_t> size_hint() const override {
    return static_cast<std::int64_t>(entries_.size());
  }

 private:
  [[nodiscard]] std::string shown(const ListEntry& entry) const {
    constexpr std::size_t kShownBytes = 200;
    if (entry.problem) return entry.path.substr(0, kShownBytes);
    if (!fs::path(entry.path).is_absolute()) return entry.path;
    return absolute_normal(entry.path).lexically_relative(common_).string();
  }

  std::vector<ListEntry> entries_;
  std::size_t position_ = 0;
  fs::path common_;  ///< of the absolute paths
};

std::string row_id(const WorkItem& item) {
  for (const std::string_view name : {"student_no", "id_number"}) {
    const std::string* text = item.field(name);
    if (text != nullptr && !trim_blanks(*text).empty()) return std::string(trim_blanks(*text));
  }
  return item.shown_path.empty() ? "#" + std::to_string(item.roster_line) : item.shown_path;
}

/// True for problems of one cell, which leave the others in their columns.
bool keeps_columns(ErrorCode code) {
  return code == ErrorCode::roster_digits_lost || code == ErrorCode::roster_encoding ||
         code == ErrorCode::roster_formula || code == ErrorCode::roster_cell_error;
}

class RosterSource : public CountedSource {
 public:
  /// codes: nullptr where the roster leads to no capture codes.
  RosterSource(std::unique_ptr<RosterReader> reader, std::int64_t rows, std::unique_ptr<PhotoMatcher> photos,
               std::unique_ptr<PhotoMatcher> codes, SkippedCounts skipped)
      : reader_(std::move(reader)),
        rows_(rows),
        photos_(std::move(photos)),
        codes_(std::move(codes)),
        skipped_(skipped) {}

  std::optional<WorkItem> next() override {
    std::optional<WorkItem> item = next_row();
    if (!item) item = next_unclaimed();
    if (item) item->seq = seq_++;
    return item;
  }
  [[nodiscard]] std::optional<std::int64_t> size_hint() const override {
    return std::max(rows_, static_cast<std::int64_t>(photos_->photos().size()));
  }
  [[nodiscard]] std::optional<Error> failure() const override { return reader_->failure(); }
  [[nodiscard]] SkippedCounts skipped() const override { return skipped_; }
  [[nodiscard]] std::vector<std::string> field_names() const override { return reader_->columns(); }

 private:
  std::optional<WorkItem> next_row() {
    std::optional<RosterRow> row = reader_->next();
    if (!row) return std::nullopt;
    WorkItem item;
    item.roster_line = row->line;
    item.fields = std::move(row->fields);
    item.problem = std::move(row->problem);
    // Cells of a ragged row may stand in the wrong columns: it must not claim somebody else's photo.
    if (!item.problem || keeps_columns(item.problem->code)) {
      if (codes_) item.code = code_of(item);
      item = photos_->with_photo(std::move(item));
    }
    item.id = row_id(item);
    return item;
  }

  [[nodiscard]] CodeFile code_of(const WorkItem& row) {
    WorkItem code;
    code.roster_line = row.roster_line;
    code.fields = row.fields;
    code = codes_->with_photo(std::move(code));
    return {std::move(code.path), std::move(code.shown_path), std::move(code.problem)};
  }

  /// Pictures of codes that lie among the photos are no photos without a student.
  [[nodiscard]] bool is_left_over(std::size_t position) const {
    return photos_->unclaimed(position) && !(codes_ && codes_->claims_file(photos_->photos()[position].path));
  }

  std::optional<WorkItem> next_unclaimed() {
    // A roster that could not be read to its end says nothing about the photos that are left.
    if (reader_->failure()) return std::nullopt;
    while (position_ < photos_->photos().size() && !is_left_over(position_)) ++position_;
    if (position_ == photos_->photos().size()) return std::nullopt;
    WorkItem item = photo_item(photos_->photos()[position_++]);
    if (!item.problem) item.problem = Error{ErrorCode::photo_unclaimed, {}, {}};
    return item;
  }

  std::unique_ptr<RosterReader> reader_;
  std::int64_t rows_;
  std::unique_ptr<PhotoMatcher> photos_, codes_;
  SkippedCounts skipped_;
  std::size_t position_ = 0;
  std::int64_t seq_ = 0;
};

bool is_match_step(const std::string& step) {
  return step == kMatchPath || step == kMatchTemplate || is_known_field(step);
}

std::vector<std::string> match_steps(const RosterSourceOptions& options) {
  if (!options.match.empty()) return options.match;
  std::vector<std::string> steps = {std::string(kMatchPath)};
  // File names say something about photos of a folder only.
  if (options.photos_dir.empty()) return steps;
  steps.insert(steps.end(), {"id_number", "student_no"});
  if (!options.name_template.empty()) steps.emplace_back(kMatchTemplate);
  return steps;
}

/// The column that the step needs; empty when it needs none of its own (template).
std::string column_of_step(const std::string& step) {
  if (step == kMatchPath) return "photo";
  return step == kMatchTemplate ? std::string() : step;
}

std::vector<std::string> merged(std::vector<std::string> first, const std::vector<std::string>& second) {
  for (const std::string& word : second) {
    if (std::find(first.begin(), first.end(), word) == first.end()) first.push_back(word);
  }
  return first;
}

/// Columns that must be there: those that the caller, the template and the asked-for steps name.
std::vector<std::string> required_columns(const RosterSourceOptions& options, const MatchOptions& match) {
  std::vector<std::string> required = options.format.required;
  if (match.name_template) required = merged(required, match.name_template->fields());
  for (const std::string& step : options.match) {
    const std::string column = column_of_step(step);
    if (is_known_field(column)) required = merged(required, {column});
  }
  return required;
}

/// An error when no column can lead to a photo.
std::optional<Error> no_way_to_photos(const RosterSourceOptions& options, const MatchOptions& match,
                                      const RosterReader& reader) {
  for (const std::string& step : match.steps) {
    const std::string column = column_of_step(step);
    if (column.empty() || reader.has_column(column)) return std::nullopt;
  }
  const std::string wanted = options.photos_dir.empty() ? "photo" : "student_no";
  return Error{ErrorCode::roster_header_missing,
               {{"column", wanted}, {"nearest", nearest_header(wanted, reader.columns())}},
               {options.roster_path, 0, 0, {}}};
}

bool is_folder(const std::string& path) {
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && S_ISDIR(status.st_mode);
}

/// Problems of the options that can be seen without opening the roster.
std::vector<Error> option_errors(const RosterSourceOptions& options) {
  std::vector<Error> errors;
  for (const std::string& step : options.match) {
    if (is_match_step(step)) continue;
    errors.push_back(
        {ErrorCode::roster_field_unknown, {{"field", step}, {"nearest", nearest_field(step)}}, {}});
  }
  const bool by_template =
      std::find(options.match.begin(), options.match.end(), kMatchTemplate) != options.match.end();
  if (by_template && options.name_template.empty()) {
    errors.push_back({ErrorCode::usage, {{"detail", "match: template"}}, {}});
  }
  for (const std::string& folder : {options.photos_dir, options.codes_dir}) {
    if (!folder.empty() && !is_folder(folder)) {
      errors.push_back({ErrorCode::path_missing, {}, {folder, 0, 0, {}}});
    }
  }
  return errors;
}

/// Every photo of a folder; none for an empty name.
std::vector<FoundFile> files_below(DirectoryWalk& walk, const std::string& folder) {
  std::vector<FoundFile> files;
  if (folder.empty()) return files;
  walk.start(folder);
  while (std::optional<FoundFile> file = walk.next()) files.push_back(*std::move(file));
  return files;
}

MatchOptions match_of_codes(const RosterSourceOptions& options) {
  MatchOptions match;
  match.path_field = "code_image";
  match.steps = {std::string(kMatchPath)};
  if (!options.codes_dir.empty()) match.steps.insert(match.steps.end(), {"id_number", "student_no"});
  match.photos_dir = options.codes_dir.empty() ? options.photos_dir : options.codes_dir;
  match.roster_dir = fs::path(options.roster_path).parent_path().string();
  return match;
}

}  // namespace

SourceOrErrors paths_source(const std::vector<std::string>& paths, const DirectoryOptions& options) {
  SourceOrErrors result;
  std::vector<Root> roots;
  for (const std::string& path : paths) {
    if (exists(path)) {
      roots.push_back(root_of(path));
    } else {
      result.errors.push_back({ErrorCode::path_missing, {}, {path, 0, 0, {}}});
    }
  }
  if (paths.empty()) result.errors.push_back({ErrorCode::usage, {{"detail", "PATH"}}, {}});
  if (!result.errors.empty()) return result;
  name_roots(roots);
  result.source = std::make_unique<PathsSource>(std::move(roots), options);
  return result;
}

SourceOrErrors list_source(std::istream& bytes, ListSeparator separator) {
  SourceOrErrors result;
  FileList list = read_file_list(bytes, separator);
  if (list.failure) {
    result.errors.push_back(*std::move(list.failure));
  } else {
    result.source = std::make_unique<ListSource>(std::move(list.entries));
  }
  return result;
}

SourceOrErrors roster_source(const RosterSourceOptions& options) {
  SourceOrErrors result;
  result.errors = option_errors(options);
  MatchOptions match;
  match.steps = match_steps(options);
  match.photos_dir = options.photos_dir;
  match.roster_dir = fs::path(options.roster_path).parent_path().string();
  if (!options.name_template.empty()) {
    Result<FileNameTemplate> parsed = FileNameTemplate::parse(options.name_template);
    if (parsed) {
      match.name_template = std::move(parsed).value();
    } else {
      result.errors.push_back(parsed.error());
    }
  }
  RosterFormat format = options.format;
  format.required = required_columns(options, match);
  RosterOrErrors rehearsal = RosterReader::open_file(options.roster_path, format);
  std::move(rehearsal.errors.begin(), rehearsal.errors.end(), std::back_inserter(result.errors));
  if (rehearsal.reader != nullptr && result.errors.empty()) {
    if (std::optional<Error> error = no_way_to_photos(options, match, *rehearsal.reader)) {
      result.errors.push_back(*std::move(error));
    }
  }
  if (!result.errors.empty()) return result;

  std::int64_t rows = 0;
  while (rehearsal.reader->next()) ++rows;
  if (std::optional<Error> error = rehearsal.reader->failure()) {
    result.errors.push_back(*std::move(error));
    return result;
  }
  const std::int64_t deleted_rows = rehearsal.reader->deleted_rows();
  rehearsal.reader.reset();  // the texts of a workbook need not be in memory twice
  RosterOrErrors roster = RosterReader::open_file(options.roster_path, format);
  if (roster.reader == nullptr) return {nullptr, std::move(roster.errors)};
  DirectoryWalk walk(options.directory);
  auto photos = std::make_unique<PhotoMatcher>(files_below(walk, options.photos_dir), match);
  std::unique_ptr<PhotoMatcher> codes;
  if (!options.codes_dir.empty() || roster.reader->has_column("code_image")) {
    DirectoryWalk code_walk(options.directory);
    const MatchOptions code_match = match_of_codes(options);
    codes = std::make_unique<PhotoMatcher>(files_below(code_walk, options.codes_dir), code_match);
  }
  SkippedCounts skipped = walk.skipped();
  skipped.deleted_rows = deleted_rows;
  result.source = std::make_unique<RosterSource>(std::move(roster.reader), rows, std::move(photos),
                                                 std::move(codes), skipped);
  return result;
}

}  // namespace photolint
