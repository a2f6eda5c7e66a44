// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace photolint::test {

/// A fresh folder that is gone with the object.
class TempDir {
 public:
  TempDir();
  ~TempDir();
  TempDir(const TempDir&) = delete;
  TempDir& operator=(const TempDir&) = delete;

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// Path of an entry, as text.
  [[nodiscard]] std::string operator/(std::string_view name) const { return (path_ / name).string(); }
  /// Writes a file, making its folders, and returns its path.
  std::string write(std::string_view name, std::string_view bytes) const;

 private:
  std::filesystem::path path_;
};

/// All bytes of a file; throws std::runtime_error where it cannot be read.
[[nodiscard]] std::string read_bytes(const std::filesystem::path& path);

/// A path inside the source tree.
[[nodiscard]] std::filesystem::path source_path(std::string_view relative);

}  // namespace photolint::test
