// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/offers.h"

namespace photolint::cli {

std::vector<std::string> dashed_names(const OptionSpec& option) {
  std::vector<std::string> names;
  if (!short_name(option).empty()) names.push_back("-" + short_name(option));
  if (!long_name(option).empty()) names.push_back("--" + long_name(option));
  return names;
}

std::vector<const CommandSpec*> offered_commands(const ProgramSpec& program) {
  std::vector<const CommandSpec*> commands;
  for (const CommandSpec& command : program.commands) {
    if (!command.hidden) commands.push_back(&command);
  }
  return commands;
}

std::vector<OptionSpec> offered_options(const ProgramSpec& program, const CommandSpec* command) {
  std::vector<OptionSpec> options;
  if (command != nullptr) {
    for (const OptionSpec& option : command->options) {
      if (!dashed_names(option).empty()) options.push_back(option);
    }
  }
  options.insert(options.end(), program.options.begin(), program.options.end());
  options.push_back(help_option());
  if (command == nullptr) options.push_back(version_option());
  return options;
}

std::vector<OptionSpec> offered_arguments(const CommandSpec& command) {
  std::vector<OptionSpec> arguments;
  for (const OptionSpec& option : command.options) {
    if (dashed_names(option).empty()) arguments.push_back(option);
  }
  return arguments;
}

std::string joined(const std::vector<std::string>& words, const std::string& between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : between) + word;
  return text;
}

std::string replaced(const std::string& text, char c, const std::string& by) {
  std::string result;
  for (const char each : text) {
    if (each == c) {
      result += by;
    } else {
      result += each;
    }
  }
  return result;
}

}  // namespace photolint::cli
