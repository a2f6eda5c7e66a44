// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "cli/options/settings.h"

namespace photolint::cli {

/// The language of messages, and what decided about it.
struct LanguageChoice {
  Language language = Language::en;
  Origin origin{};
};

/// The value of an option in front of "--", as --config needs it before the options are parsed; empty: none.
[[nodiscard]] std::string early_value(const std::vector<std::string>& words, const std::string& option);
[[nodiscard]] bool has_early_flag(const std::vector<std::string>& words, const std::string& option);

/// The value of a variable of a list of "NAME=value"; empty: none.
[[nodiscard]] std::string variable(const std::vector<std::string>& variables, const std::string& name);

/// --lang decides about help and messages too, so it is looked for before the rest is parsed: on the command
/// line, in PHOTOLINT_LANG, in the file, then LC_ALL, LC_MESSAGES and LANG.
[[nodiscard]] LanguageChoice choose_language(const std::vector<std::string>& words,
                                             const std::vector<std::string>& variables,
                                             const ConfigFile& file);

}  // namespace photolint::cli
