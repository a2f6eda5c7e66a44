// SPDX-License-Identifier: GPL-3.0-or-later
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "photolint/decode/decode.h"

namespace photolint {
namespace {

/// Closes on scope exit.
class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  [[nodiscard]] int get() const { return fd_; }

 private:
  int fd_;
};

/// Fixed words: strerror() would answer in the language of the locale.
std::string reason(int error_number) {
  switch (error_number) {
    case EACCES:
    case EPERM:
      return "permission denied";
    case EIO:
      return "input/output error";
    case ELOOP:
      return "too many symbolic links";
    case EMFILE:
    case ENFILE:
      return "too many open files";
    case ENAMETOOLONG:
      return "path too long";
    default:
      return "system error " + std::to_string(error_number);
  }
}

Error file_error(ErrorCode code, const std::string& path, std::vector<Arg> args = {}) {
  return {code, std::move(args), {path, 0, 0, {}}};
}

Error open_error(int error_number, const std::string& path) {
  if (error_number == ENOENT || error_number == ENOTDIR) return file_error(ErrorCode::file_missing, path);
  if (error_number == ENXIO || error_number == ENODEV) return file_error(ErrorCode::file_not_regular, path);
  return file_error(ErrorCode::file_unreadable, path, {{"reason", reason(error_number)}});
}

}  // namespace

Result<std::vector<std::uint8_t>> read_file(const std::string& path, const Limits& limits) {
  if (path.find('\0') != std::string::npos) return file_error(ErrorCode::file_missing, path);
  // Not blocking: opening a named pipe would otherwise wait for its writer.
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
  if (file.get() < 0) return open_error(errno, path);
  struct stat status {};
  if (::fstat(file.get(), &status) != 0) return open_error(errno, path);
  if (!S_ISREG(status.st_mode)) return file_error(ErrorCode::file_not_regular, path);
  if (status.st_size > limits.max_bytes) {
    return file_error(
        ErrorCode::file_too_large, path,
        {{"bytes", std::to_string(status.st_size)}, {"limit", std::to_string(limits.max_bytes)}});
  }
  std::vector<std::uint8_t> bytes(static_cast<std::size_t>(status.st_size));
  std::size_t done = 0;
  while (done < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + done, bytes.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return open_error(errno, path);
    if (got == 0) break;  // the file shrank meanwhile
    done += static_cast<std::size_t>(got);
  }
  bytes.resize(done);
  if (bytes.empty()) return file_error(ErrorCode::file_empty, path);
  return bytes;
}

}  // namespace photolint
