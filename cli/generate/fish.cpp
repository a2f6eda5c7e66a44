// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/completions.h"
#include "cli/generate/offers.h"

namespace photolint::cli {
namespace {

std::string quoted(const std::string& text) {
  return "'" + replaced(replaced(text, '\\', "\\\\"), '\'', "\\'") + "'";
}

/// The flags of fish's complete that say what follows.
std::string value_flags(const OptionSpec& option) {
  const std::string words = joined(option.choices, " ");
  switch (option.kind) {
    case ValueKind::flag:
      return {};
    case ValueKind::word:
      return " -x";
    case ValueKind::choice:
      return " -x -a " + quoted(option.commas ? "(__fish_append , " + words + ")" : words);
    case ValueKind::file:
    case ValueKind::path:
      return " -r -F";
    case ValueKind::folder:
      return " -x -a '(__fish_complete_directories)'";
    case ValueKind::name_or_file:
      return " -r -F -a " + quoted(words);
  }
  return {};
}

std::string option_line(const OptionSpec& option, const std::string& condition, Language language) {
  std::string line = "complete -c photolint" + condition;
  if (!short_name(option).empty()) line += " -s " + short_name(option);
  line += " -l " + long_name(option) + value_flags(option);
  return line + " -d " + quoted(help_text(option, language)) + "\n";
}

/// Arguments take no -r or -x: they are no option's value.
std::string argument_line(const OptionSpec& option, const std::string& condition) {
  const std::string line = "complete -c photolint" + condition;
  const bool has_words = option.kind == ValueKind::choice || option.kind == ValueKind::name_or_file;
  const std::string words = has_words ? " -a " + quoted(joined(option.choices, " ")) : "";
  return line + (option.kind == ValueKind::choice ? "" : " -F") + words + "\n";
}

}  // namespace

std::string fish_completions(const ProgramSpec& program, Language language) {
  std::string text =
      "# fish completion for photolint; made by \"photolint completions fish\"\ncomplete -c photolint -f\n";
  for (const CommandSpec* command : offered_commands(program)) {
    text += "complete -c photolint -n __fish_use_subcommand -a " + command->name + " -d " +
            quoted(command->summary.in(language)) + "\n";
  }
  for (const OptionSpec& option : offered_options(program, nullptr)) {
    const bool in_front_only = long_name(option) == long_name(version_option());
    text += option_line(option, in_front_only ? " -n __fish_use_subcommand" : "", language);
  }
  for (const CommandSpec* command : offered_commands(program)) {
    const std::string condition = " -n '__fish_seen_subcommand_from " + command->name + "'";
    for (const OptionSpec& option : offered_arguments(*command)) text += argument_line(option, condition);
    for (const OptionSpec& option : command->options) {
      if (!long_name(option).empty()) text += option_line(option, condition, language);
    }
  }
  return text;
}

}  // namespace photolint::cli
