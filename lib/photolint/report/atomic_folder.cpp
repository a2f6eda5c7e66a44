// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/atomic_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "photolint/report/system_output.h"

namespace photolint {
namespace {

namespace fs = std::filesystem;

constexpr const char* kMark = ".photolint-report";
constexpr std::string_view kMarkText =
    "A report of photolint. The next run with the same output folder replaces this folder with all its "
    "files.\n";

bool exists(const std::string& path) {
  struct stat status {};
  return ::lstat(path.c_str(), &status) == 0;
}

/// True where nothing is lost when the folder goes: it is not there, is empty, or is a report.
bool is_replaceable(const std::string& path) {
  if (!exists(path)) return true;
  std::error_code failure;
  if (fs::symlink_status(path, failure).type() != fs::file_type::directory) return false;
  return fs::is_empty(path, failure) || (!failure && exists(path + "/" + kMark));
}

/// The name still leads to the open folder: another run may have renamed it before the lock was ours.
bool still_named(int folder, const std::string& path) {
  struct stat opened {
  }, named{};
  if (::fstat(folder, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
  return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

/// Removes everything but the mark, which is locked.
Result<void> empty_folder(const std::string& path) {
  std::error_code failure;
  for (const fs::directory_entry& entry : fs::directory_iterator(path, failure)) {
    if (entry.path().filename() == kMark) continue;
    fs::remove_all(entry.path(), failure);
    if (failure) break;
  }
  return failure ? Result<void>(system_failed(failure.value(), path)) : Result<void>();
}

/// Opens the folder's mark and locks it; negative errno on failure.
int lock_mark(int folder) {
  const int mark = ::openat(folder, kMark, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerFile);
  if (mark < 0) return -errno;
  if (::flock(mark, LOCK_EX | LOCK_NB) == 0) return mark;
  const int number = errno;
  ::close(mark);
  return -number;
}

}  // namespace

AtomicFolder::AtomicFolder(std::string path, int folder, int mark)
    : path_(std::move(path)), partial_(path_ + ".partial"), folder_(folder), mark_(mark) {}

Result<std::unique_ptr<AtomicFolder>> AtomicFolder::open(const std::string& path) {
  const std::string partial = path + ".partial";
  if (!is_replaceable(path)) return output_failed("folder-not-a-report", path);
  if (!is_replaceable(partial)) return output_failed("folder-not-a-report", partial);
  if (::mkdir(partial.c_str(), kOwnerFolder) != 0 && errno != EEXIST) return system_failed(errno, path);
  const int folder = ::open(partial.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (folder < 0) return system_failed(errno, path);
  const int mark = lock_mark(folder);
  if (mark < 0 || !still_named(folder, partial)) {
    ::close(folder);
    if (mark >= 0) ::close(mark);
    return mark >= 0 || mark == -EWOULDBLOCK ? output_failed("report-busy", path)
                                             : system_failed(-mark, path);
  }
  std::unique_ptr<AtomicFolder> opened(new AtomicFolder(path, folder, mark));
  if (auto emptied = empty_folder(partial); !emptied) return emptied.error();
  if (::fchmod(folder, kOwnerFolder) != 0 || ::ftruncate(mark, 0) != 0) return system_failed(errno, path);
  if (auto written = write_all(mark, kMarkText, path); !written) return written.error();
  return opened;
}

AtomicFolder::~AtomicFolder() {
  if (folder_ < 0) return;
  std::error_code ignored;
  fs::remove_all(partial_, ignored);
  ::close(mark_);
  ::close(folder_);
}

Result<void> AtomicFolder::make_parents(const std::string& name) {
  const std::size_t slash = name.rfind('/');
  if (slash == std::string::npos || name.substr(0, slash) == made_) return {};
  made_ = name.substr(0, slash);
  for (std::size_t end = made_.find('/');; end = made_.find('/', end + 1)) {
    const std::string part = made_.substr(0, end);
    if (::mkdirat(folder_, part.c_str(), kOwnerFolder) != 0 && errno != EEXIST) {
      return system_failed(errno, path_);
    }
    if (end == std::string::npos) return {};
  }
}

Result<void> AtomicFolder::write(const std::string& name, std::string_view bytes) {
  if (auto made = make_parents(name); !made) return made;
  const int file =
      ::openat(folder_, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, kOwnerFile);
  if (file < 0) return system_failed(errno, path_);
  auto written = write_all(file, bytes, path_);
  // A disk over a network may report here, and only here, that it is full.
  if (::close(file) != 0 && written) return system_failed(errno, path_);
  return written;
}

Result<void> AtomicFolder::finish(bool whole) {
  // One call for all files: a hundred thousand single ones would take longer than the run.
  if (::syncfs(folder_) != 0) return system_failed(errno, path_);
  if (whole) {
    if (auto taken = take_final_name(); !taken) return taken;
  }
  ::close(std::exchange(mark_, -1));
  ::close(std::exchange(folder_, -1));
  if (!whole) return {};
  sync_folder_of(path_);
  std::error_code ignored;  // an older report that cannot be removed does not make this one less whole
  fs::remove_all(partial_, ignored);
  return {};
}

Result<void> AtomicFolder::take_final_name() {
  if (!is_replaceable(path_)) return output_failed("folder-not-a-report", path_);
  if (!exists(path_)) {
    if (std::rename(partial_.c_str(), path_.c_str()) != 0) return system_failed(errno, path_);
    return {};
  }
  if (::renameat2(AT_FDCWD, partial_.c_str(), AT_FDCWD, path_.c_str(), RENAME_EXCHANGE) == 0) return {};
  if (errno != EINVAL && errno != ENOSYS) return system_failed(errno, path_);
  // A file system that cannot exchange two names: the older report goes first.
  std::error_code failure;
  fs::remove_all(path_, failure);
  if (failure) return system_failed(failure.value(), path_);
  if (std::rename(partial_.c_str(), path_.c_str()) != 0) return system_failed(errno, path_);
  return {};
}

}  // namespace photolint
