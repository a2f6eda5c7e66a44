// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/generate/completions.h"
#include "cli/generate/offers.h"

namespace photolint::cli {
namespace {

constexpr const char* kHead = R"sh(# bash completion for photolint; made by "photolint completions bash"
_photolint_words() {
  mapfile -t COMPREPLY < <(compgen -W "$1" -- "$cur")
}

# Words behind the last comma.
_photolint_list() {
  local before=''
  [[ $cur == *,* ]] && before=${cur%,*},
  mapfile -t COMPREPLY < <(compgen -P "$before" -W "$1" -- "${cur##*,}")
}

# -f: files and folders, -d: folders; words may stand before them.
_photolint_paths() {
  local found
  compopt -o filenames 2>/dev/null
  while IFS= read -r found; do COMPREPLY+=("$found"); done < <(compgen "$1" -- "$cur")
}

_photolint() {
  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} command='' i
  COMPREPLY=()
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=${COMP_WORDS[COMP_CWORD - 2]}
  fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case ${COMP_WORDS[i]} in
)sh";

/// What completes the value of an option, or an argument.
std::string action(const OptionSpec& option) {
  const std::string words = joined(option.choices, " ");
  switch (option.kind) {
    case ValueKind::flag:
      return {};
    case ValueKind::word:
      return ":";
    case ValueKind::choice:
      return (option.commas ? "_photolint_list '" : "_photolint_words '") + words + "'";
    case ValueKind::file:
    case ValueKind::path:
      return "_photolint_paths -f";
    case ValueKind::folder:
      return "_photolint_paths -d";
    case ValueKind::name_or_file:
      return "_photolint_words '" + words + "'; _photolint_paths -f";
  }
  return {};
}

std::string value_cases(const std::string& command, const std::vector<OptionSpec>& options) {
  std::string text;
  for (const OptionSpec& option : options) {
    if (option.kind == ValueKind::flag || dashed_names(option).empty()) continue;
    std::vector<std::string> patterns;
    for (const std::string& name : dashed_names(option)) patterns.push_back(command + ":" + name);
    text += "    " + joined(patterns, " | ") + ")\n      " + action(option) + "\n      return\n      ;;\n";
  }
  return text;
}

std::string word_case(const std::string& command, const std::vector<OptionSpec>& options,
                      const std::string& otherwise) {
  std::vector<std::string> names;
  for (const OptionSpec& option : options) {
    for (const std::string& name : dashed_names(option)) names.push_back(name);
  }
  return "    '" + command + "')\n      if [[ $cur == -* ]]; then\n        _photolint_words '" +
         joined(names, " ") + "'\n      else\n        " + otherwise + "\n      fi\n      ;;\n";
}

}  // namespace

std::string bash_completions(const ProgramSpec& program) {
  std::vector<std::string> names;
  for (const CommandSpec* command : offered_commands(program)) names.push_back(command->name);
  std::string text = kHead;
  text += "      " + joined(names, " | ") +
          ")\n        command=${COMP_WORDS[i]}\n        break\n        ;;\n" +
          "    esac\n  done\n  case $command:$prev in\n" + value_cases("*", program.options);
  for (const CommandSpec* command : offered_commands(program)) {
    text += value_cases(command->name, command->options);
  }
  text += "  esac\n  case $command in\n" +
          word_case("", offered_options(program, nullptr), "_photolint_words '" + joined(names, " ") + "'");
  for (const CommandSpec* command : offered_commands(program)) {
    const std::vector<OptionSpec> arguments = offered_arguments(*command);
    text += word_case(command->name, offered_options(program, command),
                      arguments.empty() ? ":" : action(arguments.front()));
  }
  return text + "  esac\n}\ncomplete -F _photolint photolint\n";
}

}  // namespace photolint::cli
