// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/matching.h"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <functional>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

/// More names would make one line of a report unreadable.
constexpr std::size_t kNamedPhotos = 10;

std::string path_key(const FoundFile& photo, const MatchOptions&) {
  return photo.shown;
}

/// The last component without its extension.
std::string_view stem_of(std::string_view path) {
  path.remove_prefix(path.rfind('/') + 1);
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? path : path.substr(0, dot);
}

std::string stem_key(const FoundFile& photo, const MatchOptions&) {
  return match_key(stem_of(photo.shown));
}

/// What a template is compared with; the same function for photos and for expanded templates.
std::string template_key_of(std::string_view path, bool with_extension) {
  if (with_extension) return match_key(with_lower_extension(path));
  const std::string_view stem = stem_of(path);
  return match_key(std::string(path.substr(0, path.rfind('/') + 1)) + std::string(stem));
}

std::string template_key(const FoundFile& photo, const MatchOptions& options) {
  if (!options.name_template) return {};
  return template_key_of(options.name_template->tail_of(photo.shown), options.name_template->has_extension());
}

/// A cell of the photo column in the system's form; empty for a blank one.
std::string clean_path(std::string_view cell, bool backslashes) {
  std::string path(trim_blanks(cell));
  if (backslashes) std::replace(path.begin(), path.end(), '\\', '/');
  return path.empty() ? path : std::filesystem::path(path).lexically_normal().string();
}

std::string absolute_normal(const std::string& path) {
  std::error_code ignored;
  const std::filesystem::path absolute = std::filesystem::absolute(path, ignored);
  return (ignored ? std::filesystem::path(path) : absolute).lexically_normal().string();
}

std::string join(const std::string& folder, const std::string& path) {
  return (std::filesystem::path(folder) / path).string();
}

std::string names_of(const std::vector<std::size_t>& positions, const std::vector<FoundFile>& photos) {
  std::string names;
  for (std::size_t i = 0; i < positions.size() && i < kNamedPhotos; ++i) {
    if (i > 0) names += ", ";
    names += display_text(photos[positions[i]].shown);
  }
  if (positions.size() > kNamedPhotos) names += ", ...";
  return names;
}

/// A path for reports: as written when relative, else its last component.
std::string shown_outside(const std::string& path) {
  const std::filesystem::path p(path);
  return p.is_absolute() ? p.filename().string() : path;
}

}  // namespace

std::string match_key(std::string_view text) {
  const std::string folded = fold_width(text);
  std::string key(trim_blanks(folded));
  std::replace(key.begin(), key.end(), 'x', 'X');
  return key;
}

PhotoIndex::PhotoIndex(const std::vector<FoundFile>& photos, const MatchOptions& options, KeyOf key_of)
    : photos_(&photos), options_(&options), key_of_(key_of) {
  entries_.reserve(photos.size());
  for (std::size_t i = 0; i < photos.size(); ++i) {
    if (photos[i].problem) continue;
    const std::string key = key_of_(photos[i], options);
    if (!key.empty()) entries_.emplace_back(std::hash<std::string>{}(key), i);
  }
  std::sort(entries_.begin(), entries_.end());
}

std::vector<std::size_t> PhotoIndex::find(const std::string& key) const {
  std::vector<std::size_t> found;
  if (key.empty()) return found;
  const std::uint64_t hash = std::hash<std::string>{}(key);
  for (auto entry = std::lower_bound(entries_.begin(), entries_.end(), std::pair{hash, std::size_t{0}});
       entry != entries_.end() && entry->first == hash; ++entry) {
    if (key_of_((*photos_)[entry->second], *options_) == key) found.push_back(entry->second);
  }
  return found;
}

PhotoMatcher::PhotoMatcher(std::vector<FoundFile> photos, MatchOptions options)
    : photos_(std::move(photos)),
      options_(std::move(options)),
      by_path_(photos_, options_, path_key),
      by_stem_(photos_, options_, stem_key),
      by_template_(photos_, options_, template_key),
      claimed_by_(photos_.size(), 0) {
  if (options_.photos_dir.empty()) return;
  photos_root_ = absolute_normal(options_.photos_dir);
  if (!photos_root_.ends_with('/')) photos_root_ += '/';
}

std::vector<std::size_t> PhotoMatcher::find_below_photos(const std::string& absolute) const {
  if (photos_root_.empty() || !absolute.starts_with(photos_root_)) return {};
  return by_path_.find(absolute.substr(photos_root_.size()));
}

bool PhotoMatcher::claims_file(const std::string& path) const {
  for (const std::size_t position : find_below_photos(absolute_normal(path))) {
    if (!unclaimed(position)) return true;
  }
  struct stat status {};
  return stat(path.c_str(), &status) == 0 && outside_claims_.count({status.st_dev, status.st_ino}) == 1;
}

PhotoMatcher::Match PhotoMatcher::match_path(std::string_view cell) const {
  Match match;
  match.tried = trim_blanks(cell);
  if (match.tried.empty()) return match;
  match.decided = true;
  std::vector<std::string> spellings = {clean_path(cell, false)};
  // Rosters made under Windows write '\', which is an ordinary byte here.
  if (cell.find('\\') != std::string_view::npos) spellings.push_back(clean_path(cell, true));
  for (const std::string& spelling : spellings) {
    for (const std::string& folder : {options_.photos_dir, options_.roster_dir}) {
      const std::string path = join(folder, spelling);
      match.photos = find_below_photos(absolute_normal(path));
      if (!match.photos.empty()) return match;
      struct stat status {};
      if (stat(path.c_str(), &status) != 0) continue;
      match.outside = FoundFile{path, shown_outside(spelling), std::nullopt};
      match.identity = {status.st_dev, status.st_ino};
      return match;
    }
  }
  return match;
}

PhotoMatcher::Match PhotoMatcher::match_step(const std::string& step, const WorkItem& item) const {
  if (step == kMatchPath) {
    const std::string* cell = item.field(options_.path_field);
    return cell == nullptr ? Match{} : match_path(*cell);
  }
  Match match;
  if (step == kMatchTemplate) {
    if (!options_.name_template) return match;
    const Result<std::string> name = options_.name_template->expand(item.fields);
    if (!name) return match;
    match.tried = name.value();
    match.photos = by_template_.find(template_key_of(name.value(), options_.name_template->has_extension()));
  } else if (const std::string* text = item.field(step)) {
    match.tried = trim_blanks(*text);
    match.photos = by_stem_.find(match_key(*text));
  }
  match.decided = !match.photos.empty();
  return match;
}

WorkItem PhotoMatcher::claim(WorkItem item, const Match& match) {
  std::optional<Error> problem;
  if (match.photos.size() > 1) {
    problem =
        Error{ErrorCode::photo_ambiguous,
              {{"count", std::to_string(match.photos.size())}, {"paths", names_of(match.photos, photos_)}},
              {}};
    for (const std::size_t photo : match.photos) {
      if (claimed_by_[photo] == 0) claimed_by_[photo] = item.roster_line;
    }
  } else {
    const FoundFile& photo = match.outside ? *match.outside : photos_[match.photos.front()];
    item.path = photo.path;
    item.shown_path = photo.shown;
    int& owner = match.outside ? outside_claims_[*match.identity] : claimed_by_[match.photos.front()];
    if (owner == 0) {
      owner = item.roster_line;
    } else {
      problem = Error{ErrorCode::photo_shared, {{"other_row", std::to_string(owner)}}, {}};
    }
  }
  if (!item.problem) item.problem = std::move(problem);
  return item;
}

WorkItem PhotoMatcher::with_photo(WorkItem item) {
  std::string tried;
  for (const std::string& step : options_.steps) {
    const Match match = match_step(step, item);
    if (!match.photos.empty() || match.outside) return claim(std::move(item), match);
    if (!match.tried.empty()) tried += (tried.empty() ? "" : ", ") + display_text(match.tried);
    if (match.decided) break;  // a path that is written down and not there is not replaced by a guess
  }
  if (!item.problem) item.problem = Error{ErrorCode::photo_missing, {{"tried", tried}}, {}};
  return item;
}

}  // namespace photolint
