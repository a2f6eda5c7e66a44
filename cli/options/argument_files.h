// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/core/result.h"

namespace photolint::cli {

/// The words of a command line with each @FILE replaced by the words of that file: one a line, in order,
/// empty lines left out, a carriage return before the line break and a byte order mark at the front dropped.
/// Words of a file are taken as they are: no quotes, no further @. From "--" on nothing is replaced; "@"
/// alone is a word. Errors: file_missing, file_not_regular, file_unreadable (with reason), file_too_large
/// (bytes, limit) above 16 MiB.
[[nodiscard]] Result<std::vector<std::string>> expand_argument_files(const std::vector<std::string>& words);

}  // namespace photolint::cli
