// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/profile/toml_tree.h"

namespace photolint::cli {

/// The file that is looked for when none is named.
inline constexpr const char* kConfigName = "photolint.toml";

/// What a configuration file says, before anybody asks what its keys mean.
struct ConfigFile {
  std::string path{};  ///< empty: there is none
  TreeNode root{};
  std::vector<Error> errors{};  ///< with errors the run does not begin
};

/// The named file, or, for no name, the nearest photolint.toml of the working directory and the folders above
/// it. Its path is relative to the working directory ("../photolint.toml"). A named file is trusted. A found
/// one is refused (usage, config-untrusted) unless it (and the link, where it is one) belongs to this user or
/// to root and cannot be written by everybody: whoever puts a file into /tmp must not decide for everybody
/// below which photos pass.
[[nodiscard]] ConfigFile read_config(const std::string& named);

}  // namespace photolint::cli
