// SPDX-License-Identifier: GPL-3.0-or-later
#include <string_view>

#include "cli/generate/completions.h"
#include "cli/generate/offers.h"

namespace photolint::cli {
namespace {

/// Inside single quotes of the shell.
std::string quoted(const std::string& text) {
  return "'" + replaced(text, '\'', "'\\''") + "'";
}

/// Text inside a specification of _arguments or _describe, where these characters have a meaning.
std::string plain(const std::string& text) {
  std::string result;
  for (const char c : text) {
    if (std::string_view("\\[]:$`").find(c) != std::string_view::npos) result += '\\';
    result += c;
  }
  return result;
}

/// ":name:action", what completes a value; empty for a flag.
std::string value_spec(const OptionSpec& option) {
  const std::string name = option.value_name.empty() ? option.names : option.value_name;
  const std::string words = joined(option.choices, " ");
  switch (option.kind) {
    case ValueKind::flag:
      return {};
    case ValueKind::word:
      return ":" + name + ": ";
    case ValueKind::choice:
      return ":" + name + (option.commas ? ":_values -s , " + name + " " + words : ":(" + words + ")");
    case ValueKind::file:
    case ValueKind::path:
      return ":" + name + ":_files";
    case ValueKind::folder:
      return ":" + name + ":_files -/";
    case ValueKind::name_or_file:
      return ":" + name + ":_alternative \"names\\:name\\:(" + words + ")\" \"files\\:file\\:_files\"";
  }
  return {};
}

/// One specification a name, so that a short and a long one exclude each other unless the option repeats.
std::string option_specs(const OptionSpec& option, Language language) {
  const std::vector<std::string> names = dashed_names(option);
  const std::string excluded = is_list(option) ? "*" : "(" + joined(names, " ") + ")";
  std::string text;
  for (const std::string& name : names) {
    const bool is_long = name.rfind("--", 0) == 0;
    const std::string joint = option.kind == ValueKind::flag ? "" : (is_long ? "=" : "+");
    text += " \\\n        " + quoted(excluded + name + joint + "[" + plain(help_text(option, language)) +
                                     "]" + value_spec(option));
  }
  return text;
}

std::string command_case(const ProgramSpec& program, const CommandSpec& command, Language language) {
  std::string text = "      " + command.name + ")\n        _arguments -s";
  for (const OptionSpec& option : offered_options(program, &command)) text += option_specs(option, language);
  for (const OptionSpec& option : offered_arguments(command)) {
    text += " \\\n        " + quoted((is_list(option) ? "*" : "1") + value_spec(option));
  }
  return text + "\n        ;;\n";
}

}  // namespace

std::string zsh_completions(const ProgramSpec& program, Language language) {
  std::string text =
      "#compdef photolint\n# zsh completion for photolint; made by \"photolint completions zsh\"\n"
      "_photolint() {\n  local curcontext=$curcontext state state_descr line\n  typeset -A opt_args\n"
      "  local -a commands\n  commands=(\n";
  for (const CommandSpec* command : offered_commands(program)) {
    text += "    " + quoted(plain(command->name) + ":" + plain(command->summary.in(language))) + "\n";
  }
  text += "  )\n  _arguments -C";
  for (const OptionSpec& option : offered_options(program, nullptr)) text += option_specs(option, language);
  text +=
      " \\\n        '1:command:->command' \\\n        '*::argument:->arguments'\n  case $state in\n"
      "  command)\n    _describe -t commands command commands\n    ;;\n"
      "  arguments)\n    case $words[1] in\n";
  for (const CommandSpec* command : offered_commands(program))
    text += command_case(program, *command, language);
  return text +
         "    esac\n    ;;\n  esac\n}\n\nif [ \"$funcstack[1]\" = _photolint ]; then\n  _photolint \"$@\"\n"
         "else\n  compdef _photolint photolint\nfi\n";
}

}  // namespace photolint::cli
