// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "cli/options/config_file.h"
#include "cli/options/spec.h"

// Values of options that do not come from the command line.

namespace photolint::cli {

/// Where a value comes from; a later one is stronger.
enum class Place { fallback, file, environment, command_line };

struct Origin {
  Place place = Place::fallback;
  std::string name{};  ///< path of the file, or the variable
  int line = 0;        ///< of the file
};

/// A value for an option.
struct Setting {
  const OptionSpec* option = nullptr;
  std::vector<std::string> values{};  ///< "true" or "false" for a flag; one for a text
  Origin origin{};
};

struct SettingsOrErrors {
  std::vector<Setting> settings{};  ///< those of the command and of every command; of two for one option the
                                    ///< first counts
  std::vector<Error> errors{};
};

/// "PHOTOLINT_CHECK_SHOW_IDS" for ("check", "show-ids"); without command "PHOTOLINT_SHOW_IDS".
[[nodiscard]] std::string variable_of(const std::string& command, const std::string& key);

/// Variables as "NAME=value". A variable of the name PHOTOLINT_... that no option has is an error, with the
/// nearest right one; an empty value counts as not set. Errors: usage.
[[nodiscard]] SettingsOrErrors environment_settings(const ProgramSpec& program, const CommandSpec& command,
                                                    const std::vector<std::string>& variables,
                                                    Language language);

/// All of the file is checked, also what is for other commands. Errors: profile_key_unknown, profile_type,
/// usage (a value that the option refuses).
[[nodiscard]] SettingsOrErrors file_settings(const ProgramSpec& program, const CommandSpec& command,
                                             const ConfigFile& file, Language language);

using Origins = std::map<const OptionSpec*, Origin>;

/// Sets the targets of the options that the command line did not set; given: those that it did. settings: the
/// stronger places first. Says where each value comes from; options that keep their default are left out.
Origins apply_settings(const std::vector<const OptionSpec*>& options,
                       const std::vector<const OptionSpec*>& given, const std::vector<Setting>& settings);

}  // namespace photolint::cli
