// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "photolint/core/result.h"

namespace photolint::cli {

/// The bytes of a file and who may have written them, all of one open file, so that nobody exchanges it
/// in between.
struct SmallFile {
  std::string text;
  std::uint32_t owner = 0;  ///< user id
  bool world_writable = false;
};

/// Never waits for a FIFO and never reads a device. Errors: file_missing, file_not_regular, file_unreadable
/// (reason), file_too_large (bytes, limit).
[[nodiscard]] Result<SmallFile> read_small_file(const std::string& path, std::size_t max_bytes);

}  // namespace photolint::cli
