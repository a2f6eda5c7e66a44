// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/system_output.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <utility>

namespace photolint {

Error output_failed(std::string reason, const std::string& path) {
  return {ErrorCode::output_failed, {{"reason", std::move(reason)}}, {path, 0, 0, {}}};
}

Error system_failed(int number, const std::string& path) {
  const char* text = strerrordesc_np(number);
  return output_failed(text != nullptr ? text : "error " + std::to_string(number), path);
}

Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return system_failed(errno, path);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return {};
}

namespace {

std::string folder_of(const std::string& path) {
  const std::string folder = std::filesystem::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

}  // namespace

void sync_folder_of(const std::string& path) {
  const int folder = ::open(folder_of(path).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (folder < 0) return;
  ::fsync(folder);
  ::close(folder);
}

}  // namespace photolint
