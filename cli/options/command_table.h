// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options/spec.h"

// One function a command, each in <name>.cpp beside this file: its options, what excludes each other, and the
// options.h struct that they make. program.cpp lists them in the order of --help.

namespace photolint::cli {

[[nodiscard]] CommandSpec check_command();
[[nodiscard]] CommandSpec reconcile_command();
[[nodiscard]] CommandSpec merge_command();
[[nodiscard]] CommandSpec calibrate_command();
[[nodiscard]] CommandSpec rules_command();
[[nodiscard]] CommandSpec profiles_command();
[[nodiscard]] CommandSpec inspect_command();
[[nodiscard]] CommandSpec self_test_command();
[[nodiscard]] CommandSpec completions_command();
[[nodiscard]] CommandSpec man_command();

}  // namespace photolint::cli
