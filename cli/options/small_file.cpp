// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/small_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

namespace photolint::cli {
namespace {

/// Closes itself.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

Error unreadable(const std::string& path, int number) {
  const Location where{path, 0, 0, {}};
  if (number == ENOENT || number == ENOTDIR) return {ErrorCode::file_missing, {}, where};
  return {ErrorCode::file_unreadable, {{"reason", std::generic_category().message(number)}}, where};
}

}  // namespace

Result<SmallFile> read_small_file(const std::string& path, std::size_t max_bytes) {
  const Descriptor file(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
  if (file.get() < 0) return unreadable(path, errno);
  struct stat status {};
  if (fstat(file.get(), &status) != 0) return unreadable(path, errno);
  if (!S_ISREG(status.st_mode)) return Error{ErrorCode::file_not_regular, {}, {path, 0, 0, {}}};
  SmallFile small{std::string(max_bytes + 1, '\0'), status.st_uid, (status.st_mode & S_IWOTH) != 0};
  std::size_t filled = 0;
  while (filled < small.text.size()) {
    const ssize_t count = read(file.get(), small.text.data() + filled, small.text.size() - filled);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return unreadable(path, errno);
    if (count == 0) break;
    filled += static_cast<std::size_t>(count);
  }
  if (filled > max_bytes) {
    return Error{ErrorCode::file_too_large,
                 {{"bytes", std::to_string(status.st_size)}, {"limit", std::to_string(max_bytes)}},
                 {path, 0, 0, {}}};
  }
  small.text.resize(filled);
  return small;
}

}  // namespace photolint::cli
