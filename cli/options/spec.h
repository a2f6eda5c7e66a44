// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/exit_code.h"
#include "cli/options.h"
#include "photolint/core/text.h"

// The command line as data. --help, the parser, configuration files, completions and man pages are all made
// from it, so that an option is described in one place.

namespace photolint::cli {

/// A sentence in every language that may be put together at run time.
struct OwnedText {
  std::string en{};
  std::string zh_cn{};

  [[nodiscard]] const std::string& in(Language language) const {
    return language == Language::zh_cn ? zh_cn : en;
  }
  [[nodiscard]] bool empty() const { return en.empty(); }
};

/// What a value is: decides what a shell offers, and which values of a configuration file are paths.
enum class ValueKind {
  flag,          ///< no value
  word,          ///< free text
  choice,        ///< OptionSpec::choices
  file,          ///< path of a file
  folder,        ///< path of a folder
  path,          ///< path of either
  name_or_file,  ///< OptionSpec::choices, or a path
};

/// What is wrong with a value; nothing for a good one.
using Check = std::function<std::optional<OwnedText>(const std::string& value)>;

/// One option, or one argument without a dash.
struct OptionSpec {
  std::string names{};  ///< "-j,--jobs"; an argument without a dash in capitals: "PATH"
  std::variant<bool*, std::string*, std::vector<std::string>*>
      target{};  ///< holds the default before parsing
  ValueKind kind = ValueKind::word;
  std::string value_name{};  ///< "DIR"; empty for flags and arguments
  OwnedText help{};
  OwnedText fallback{};  ///< the default in words; empty: none worth a word
  Text group{};          ///< heading in --help
  std::vector<std::string> choices{};
  Check check{};            ///< empty: any value
  bool commas = false;      ///< several values may stand in one word, with commas
  bool required = false;    ///< of an argument without a dash
  bool from_config = true;  ///< may be set by configuration file and environment; arguments never are
  bool from_file = true;    ///< false: by the environment, but not by the file
  /// Options (long names, or PATH) that make this one moot: a weaker place's value is left out where a
  /// stronger place names one of them.
  std::vector<std::string> alternatives{};
  /// Long names: a value of file or environment counts only where one of them is set.
  std::vector<std::string> needs{};
};

/// "jobs" of "-j,--jobs"; empty for an argument without a dash.
[[nodiscard]] std::string long_name(const OptionSpec& option);
/// "j" of "-j,--jobs"; empty where there is none.
[[nodiscard]] std::string short_name(const OptionSpec& option);
/// The long name, or that of an argument.
[[nodiscard]] std::string key_of(const OptionSpec& option);
[[nodiscard]] bool is_list(const OptionSpec& option);
/// The help with its default and whether it may be repeated.
[[nodiscard]] std::string help_text(const OptionSpec& option, Language language);
/// What check finds wrong with the value, in the language; empty: nothing.
[[nodiscard]] std::string problem_with(const OptionSpec& option, const std::string& value, Language language);

/// A command line that a reader can copy, and what it does.
struct Example {
  OwnedText what{};
  std::string line{};
};

/// One command.
struct CommandSpec {
  std::string name{};
  OwnedText summary{};      ///< one line of --help
  OwnedText description{};  ///< for the man page, paragraphs split by line breaks
  std::vector<OptionSpec> options{};
  std::vector<Example> examples{};
  std::vector<ExitCode> exit_codes{};
  bool hidden = false;
  bool configurable = true;                                   ///< false: neither file nor environment is read
  std::function<std::optional<OwnedText>()> contradiction{};  ///< of the parsed values; empty: none possible
  std::function<CommandOptions()> make{};                     ///< from the parsed values
};

/// What the options of every command say.
struct GlobalValues {
  std::string language{};
  CommonOptions common{};
  std::string config{};
  bool no_config = false;
  bool explain_config = false;
};

/// The whole command line. The values belong to the options: parsing one ProgramSpec twice needs two.
struct ProgramSpec {
  OwnedText summary{};
  OwnedText footer{};
  OwnedText description{};  ///< for the man page
  std::shared_ptr<GlobalValues> values{};
  std::vector<OptionSpec> options{};  ///< of every command
  std::vector<CommandSpec> commands{};
  std::vector<Example> examples{};
};

[[nodiscard]] ProgramSpec program_spec();

/// -h of every command and --version of the program: the parser sets no target for them.
[[nodiscard]] OptionSpec help_option();
[[nodiscard]] OptionSpec version_option();

/// What an exit code tells the caller.
[[nodiscard]] Text meaning_of(ExitCode code);

}  // namespace photolint::cli
