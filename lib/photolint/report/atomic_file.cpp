// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/atomic_file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "photolint/report/system_output.h"

namespace photolint {
namespace {

constexpr std::size_t kBufferBytes = 65536;

/// True while the name still leads to the open file: another run may have renamed it before the lock was
/// ours.
bool still_named(int descriptor, const std::string& path) {
  struct stat opened {
  }, named{};
  if (::fstat(descriptor, &opened) != 0 || ::lstat(path.c_str(), &named) != 0) return false;
  return opened.st_ino == named.st_ino && opened.st_dev == named.st_dev;
}

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

/// Renames a finished file; false when the new name is taken.
Result<bool> rename_unless_taken(const std::string& from, const std::string& path) {
  if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE) == 0) return true;
  if (errno == EEXIST) return false;
  if (errno != EINVAL && errno != ENOSYS) return system_failed(errno, path);
  // A file system that cannot do it in one step, of a network for one.
  struct stat taken {};
  if (::lstat(path.c_str(), &taken) == 0) return false;
  if (std::rename(from.c_str(), path.c_str()) != 0) return system_failed(errno, path);
  return true;
}

class AtomicFile : public Output {
 public:
  AtomicFile(int descriptor, std::string path)
      : descriptor_(descriptor), path_(std::move(path)), partial_(path_ + ".partial") {
    buffer_.reserve(kBufferBytes);
  }
  ~AtomicFile() override {
    if (descriptor_ < 0) return;
    ::unlink(partial_.c_str());
    ::close(descriptor_);
  }
  AtomicFile(const AtomicFile&) = delete;
  AtomicFile& operator=(const AtomicFile&) = delete;

  Result<void> write(std::string_view bytes) override {
    buffer_ += bytes;
    return buffer_.size() < kBufferBytes ? Result<void>{} : flush();
  }

  Result<void> finish(bool whole) override {
    if (auto flushed = flush(); !flushed) return flushed;
    if (::fsync(descriptor_) != 0) return system_failed(errno, path_);
    if (whole && std::rename(partial_.c_str(), path_.c_str()) != 0) return system_failed(errno, path_);
    ::close(std::exchange(descriptor_, -1));
    if (whole) sync_folder_of(path_);
    return {};
  }

 private:
  Result<void> flush() {
    auto written = write_all(descriptor_, buffer_, path_);
    buffer_.clear();
    return written;
  }

  int descriptor_;
  std::string path_;
  std::string partial_;
  std::string buffer_;
};

}  // namespace

Result<bool> create_file(const std::string& path, std::string_view bytes) {
  std::string name = folder_of(path) + "/.photolint-XXXXXX";
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);  // readable by its owner only
  if (descriptor < 0) return system_failed(errno, path);
  auto written = write_all(descriptor, bytes, path);
  if (::close(descriptor) != 0 && written) written = system_failed(errno, path);
  Result<bool> created = written ? rename_unless_taken(name, path) : Result<bool>(written.error());
  if (!created || !created.value()) ::unlink(name.c_str());
  return created;
}

Result<bool> create_link(const std::string& from, const std::string& path) {
  if (::linkat(AT_FDCWD, from.c_str(), AT_FDCWD, path.c_str(), AT_SYMLINK_FOLLOW) == 0) return true;
  if (errno == EEXIST) return false;
  return system_failed(errno, path);
}

Result<void> sync_files(const std::string& folder) {
  const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0) return system_failed(errno, folder);
  const int failed_with = ::syncfs(descriptor) == 0 ? 0 : errno;
  ::close(descriptor);
  if (failed_with != 0) return system_failed(failed_with, folder);
  return {};
}

Result<std::unique_ptr<Output>> open_atomic_file(const std::string& path) {
  const std::string partial = path + ".partial";
  const int descriptor = ::open(partial.c_str(), O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, kOwnerFile);
  if (descriptor < 0) return system_failed(errno, path);
  // Truncated only under the lock: the file may be the growing report of another run.
  const bool busy = ::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK;
  if (busy || !still_named(descriptor, partial)) {
    ::close(descriptor);
    return output_failed("report-busy", path);
  }
  if (::ftruncate(descriptor, 0) != 0 || ::fchmod(descriptor, kOwnerFile) != 0) {
    const int number = errno;
    ::close(descriptor);
    return system_failed(number, path);
  }
  return std::unique_ptr<Output>(std::make_unique<AtomicFile>(descriptor, path));
}

Result<void> make_private_folder(const std::string& path) {
  std::error_code failure;
  std::string folder;
  for (const std::filesystem::path& part : std::filesystem::path(path)) {
    folder = (std::filesystem::path(folder) / part).string();
    if (std::filesystem::is_directory(folder, failure)) continue;
    if (::mkdir(folder.c_str(), kOwnerFolder) != 0 && errno != EEXIST) return system_failed(errno, path);
  }
  if (std::filesystem::is_directory(path, failure)) return {};
  return system_failed(ENOTDIR, path);
}

ScratchFile::ScratchFile(int descriptor, std::string folder)
    : descriptor_(descriptor), folder_(std::move(folder)) {
  buffer_.reserve(kBufferBytes);
}

Result<std::unique_ptr<ScratchFile>> ScratchFile::open(const std::string& folder) {
  std::string name = folder + "/.photolint-XXXXXX";
  const int descriptor = ::mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) return system_failed(errno, folder);
  ::unlink(name.c_str());
  return std::unique_ptr<ScratchFile>(new ScratchFile(descriptor, folder));
}

ScratchFile::~ScratchFile() {
  ::close(descriptor_);
}

Result<void> ScratchFile::write(std::string_view bytes) {
  buffer_ += bytes;
  return buffer_.size() < kBufferBytes ? Result<void>{} : flush();
}

Result<void> ScratchFile::flush() {
  auto written = write_all(descriptor_, buffer_, folder_);
  buffer_.clear();
  return written;
}

Result<void> ScratchFile::copy_to(Output& output) {
  if (auto flushed = flush(); !flushed) return flushed;
  std::string block(kBufferBytes, '\0');
  for (off_t offset = 0;;) {
    const ssize_t got = ::pread(descriptor_, block.data(), block.size(), offset);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_failed(errno, folder_);
    if (got == 0) return {};
    if (auto sent = output.write({block.data(), static_cast<std::size_t>(got)}); !sent) return sent;
    offset += got;
  }
}

}  // namespace photolint
