// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/options/spec.h"

namespace photolint::cli {

/// Completion scripts. They hold every word that the program knows, so that completing starts no program;
/// the same bytes for the same version. bash shows no descriptions, and so needs no language.
[[nodiscard]] std::string bash_completions(const ProgramSpec& program);
[[nodiscard]] std::string zsh_completions(const ProgramSpec& program, Language language);
[[nodiscard]] std::string fish_completions(const ProgramSpec& program, Language language);

}  // namespace photolint::cli
