// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/options/spec.h"

// What all completions offer, taken from the description of the command line.

namespace photolint::cli {

/// "-j" and "--jobs"; none for an argument.
[[nodiscard]] std::vector<std::string> dashed_names(const OptionSpec& option);

/// Commands that a user sees.
[[nodiscard]] std::vector<const CommandSpec*> offered_commands(const ProgramSpec& program);

/// The options that work behind the command, those of every command last; nullptr: in front of any command.
[[nodiscard]] std::vector<OptionSpec> offered_options(const ProgramSpec& program, const CommandSpec* command);

/// The arguments without a dash of a command; at most one has them in this program's commands.
[[nodiscard]] std::vector<OptionSpec> offered_arguments(const CommandSpec& command);

[[nodiscard]] std::string joined(const std::vector<std::string>& words, const std::string& between);

/// The text with each c replaced.
[[nodiscard]] std::string replaced(const std::string& text, char c, const std::string& by);

}  // namespace photolint::cli
