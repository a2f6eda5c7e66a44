// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace photolint::cli {

/// What the process tells its caller.
enum class ExitCode : int {
  accepted = 0,      ///< complete, and nothing stands against any photo
  not_accepted = 1,  ///< complete, and some photos are not accepted
  usage = 2,         ///< bad usage or configuration; nothing was checked
  incomplete = 3,    ///< interrupted, or a report could not be written
};

}  // namespace photolint::cli
