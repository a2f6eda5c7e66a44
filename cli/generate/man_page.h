// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "cli/options/spec.h"

namespace photolint::cli {

/// "photolint-check" of a command; nullptr: "photolint".
[[nodiscard]] std::string man_page_name(const CommandSpec* command);

/// The page of a command, or of the whole program (nullptr), for section 1: UTF-8 text of the man macros, the
/// same bytes for the same version.
[[nodiscard]] std::string man_page(const ProgramSpec& program, const CommandSpec* command, Language language);

}  // namespace photolint::cli
