// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/directory.h"

#include <dirent.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>

#include "photolint/core/utf8.h"
#include "photolint/roster/system_error.h"

namespace photolint {
namespace {

constexpr std::array<std::string_view, 12> kPhotoExtensions = {"jpg", "jpeg", "jpe",  "jfif", "png",  "webp",
                                                               "bmp", "tif",  "tiff", "heic", "heif", "gif"};

// Windows, macOS archives, network disks.
constexpr std::array<std::string_view, 6> kSystemNames = {
    "thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "system volume information", "@eadir"};

struct CloseDirectory {
  void operator()(DIR* directory) const { closedir(directory); }
};

Error unreadable(int number) {
  return {ErrorCode::file_unreadable, {{"reason", system_error_text(number)}}, {}};
}

}  // namespace

bool has_photo_extension(std::string_view name) {
  const std::size_t dot = name.rfind('.');
  if (dot == std::string_view::npos) return false;
  const std::string extension = lower_ascii(name.substr(dot + 1));
  return std::find(kPhotoExtensions.begin(), kPhotoExtensions.end(), extension) != kPhotoExtensions.end();
}

bool is_system_name(std::string_view name) {
  if (name.starts_with('.')) return true;
  return std::find(kSystemNames.begin(), kSystemNames.end(), lower_ascii(name)) != kSystemNames.end();
}

DirectoryWalk::DirectoryWalk(DirectoryOptions options) : options_(std::move(options)) {}

void DirectoryWalk::start(const std::string& root) {
  std::string path = root;
  if (!path.ends_with('/')) path += '/';
  if (std::optional<Error> error = enter(path, {})) pending_ = FoundFile{root, ".", std::move(error)};
}

std::optional<Error> DirectoryWalk::enter(const std::string& path, const std::string& shown) {
  Level level;
  level.path = path;
  level.shown = shown;
  std::optional<Error> error = list(level);
  // What could be listed before a failure is checked too.
  if (!level.entries.empty()) levels_.push_back(std::move(level));
  return error;
}

std::optional<Error> DirectoryWalk::list(Level& level) {
  const std::unique_ptr<DIR, CloseDirectory> directory(opendir(level.path.c_str()));
  if (directory == nullptr) return unreadable(errno);
  struct stat status {};
  if (fstat(dirfd(directory.get()), &status) != 0) return unreadable(errno);
  if (!seen_.insert({status.st_dev, status.st_ino}).second) {
    ++skipped_.repeated;
    return std::nullopt;
  }
  int failure = 0;
  while (true) {
    errno = 0;
    const dirent* entry = readdir(directory.get());
    if (entry == nullptr) {
      failure = errno;
      break;
    }
    const std::string_view name = entry->d_name;
    if (name != "." && name != "..") add_entry(level, entry->d_name, entry->d_type);
  }
  std::sort(level.entries.begin(), level.entries.end(),
            [](const Entry& a, const Entry& b) { return a.key < b.key; });
  if (failure != 0) return unreadable(failure);
  return std::nullopt;
}

void DirectoryWalk::add_entry(Level& level, const char* name, unsigned char type_hint) {
  Entry entry{name, Type::other};
  struct stat status {};
  if (type_hint == DT_REG) {
    entry.type = Type::file;
  } else if (type_hint == DT_DIR) {
    entry.type = Type::folder;
  } else if (stat((level.path + name).c_str(), &status) != 0) {
    entry.type = Type::missing;
  } else if (S_ISREG(status.st_mode)) {
    entry.type = Type::file;
  } else if (S_ISDIR(status.st_mode)) {
    entry.type = Type::folder;
  }
  if (!wanted(entry.key, level.shown + name, entry.type)) return;
  if (entry.type == Type::folder) entry.key += '/';
  level.entries.push_back(std::move(entry));
}

bool DirectoryWalk::wanted(const std::string& name, const std::string& shown, Type type) {
  if (is_system_name(name)) {
    ++skipped_.hidden;
    return false;
  }
  if (matches_any(options_.exclude, shown)) {
    ++skipped_.excluded;
    return false;
  }
  if (type == Type::folder) return true;
  if (!has_photo_extension(name)) {
    ++skipped_.other_extension;
    return false;
  }
  const bool included = options_.include.empty() || matches_any(options_.include, shown);
  if (!included) ++skipped_.excluded;
  return included;
}

std::optional<FoundFile> DirectoryWalk::next() {
  if (pending_) return std::exchange(pending_, std::nullopt);
  while (!levels_.empty()) {
    Level& level = levels_.back();
    if (level.position == level.entries.size()) {
      levels_.pop_back();
      continue;
    }
    const Entry entry = std::move(level.entries[level.position++]);
    FoundFile found{level.path + entry.key, level.shown + entry.key, std::nullopt};
    if (entry.type == Type::folder) {
      found.problem = enter(found.path, found.shown);
      if (!found.problem) continue;
      found.path.pop_back();
      found.shown.pop_back();
    }
    if (entry.type == Type::other) found.problem = Error{ErrorCode::file_not_regular, {}, {}};
    return found;
  }
  return std::nullopt;
}

}  // namespace photolint
