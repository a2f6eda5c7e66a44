// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/options/language.h"

namespace photolint::cli {

/// A table of the options that file or environment may set: key, value, where it comes from; aligned, one a
/// line. file: the path of the configuration file; empty: none. ID and phone numbers are masked.
[[nodiscard]] std::string explain_config(const std::vector<const OptionSpec*>& options,
                                         const Origins& origins, const std::string& file,
                                         const LanguageChoice& language);

}  // namespace photolint::cli
