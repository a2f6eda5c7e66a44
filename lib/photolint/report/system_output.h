// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

#include "photolint/core/result.h"

// What files and folders of reports are written with.

namespace photolint {

inline constexpr mode_t kOwnerFile = 0600;
inline constexpr mode_t kOwnerFolder = 0700;

/// output_failed with the reason and the path.
[[nodiscard]] Error output_failed(std::string reason, const std::string& path);

/// The same for an errno. English in every locale; the catalogue translates the usual ones.
[[nodiscard]] Error system_failed(int number, const std::string& path);

/// Writes every byte. path: for the error.
[[nodiscard]] Result<void> write_all(int descriptor, std::string_view bytes, const std::string& path);

/// Makes a rename to the path survive a power cut. Some file systems cannot sync a folder; the data is safe
/// regardless.
void sync_folder_of(const std::string& path);

}  // namespace photolint
