// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/config_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <optional>
#include <system_error>
#include <utility>

#include "cli/options/small_file.h"

namespace photolint::cli {
namespace {

constexpr std::size_t kMaxConfigBytes = std::size_t{1} << 20;  ///< every key on a line of its own takes 4 kB

bool is_trusted_owner(std::uint32_t owner) {
  return owner == geteuid() || owner == 0;
}

/// The nearest entry of the name, whatever kind it is, and who owns the entry itself.
struct Found {
  std::string path;
  std::uint32_t owner = 0;
};

std::optional<Found> find_upwards() {
  std::error_code fault;
  const std::filesystem::path here = std::filesystem::current_path(fault);
  if (fault) return std::nullopt;  // a folder that is gone has nothing above it
  std::string prefix;
  for (auto part = here.begin(); part != here.end(); ++part) {
    struct stat status {};
    const std::string path = prefix + kConfigName;
    // What may not be seen cannot have been meant for this user: the search goes on above it.
    if (lstat(path.c_str(), &status) == 0) return Found{path, status.st_uid};
    prefix += "../";
  }
  return std::nullopt;
}

/// The sentences of errors about files speak of photos where they must.
Error about_config(Error error) {
  if (error.code != ErrorCode::file_not_regular) return error;
  return {ErrorCode::usage, {{"detail", "config-not-file"}}, std::move(error.where)};
}

ConfigFile parsed(const std::string& path, const SmallFile& file) {
  ParsedTree tree = parse_toml(file.text, path);
  return {path, std::move(tree.root), std::move(tree.errors)};
}

}  // namespace

ConfigFile read_config(const std::string& named) {
  if (!named.empty()) {
    const Result<SmallFile> file = read_small_file(named, kMaxConfigBytes);
    if (!file) return {named, {}, {about_config(file.error())}};
    return parsed(named, file.value());
  }
  const std::optional<Found> found = find_upwards();
  if (!found) return {};
  const Result<SmallFile> file = read_small_file(found->path, kMaxConfigBytes);
  if (!file) return {found->path, {}, {about_config(file.error())}};
  const bool trusted =
      is_trusted_owner(found->owner) && is_trusted_owner(file.value().owner) && !file.value().world_writable;
  if (!trusted)
    return {found->path, {}, {{ErrorCode::usage, {{"detail", "config-untrusted"}}, {found->path, 0, 0, {}}}}};
  return parsed(found->path, file.value());
}

}  // namespace photolint::cli
