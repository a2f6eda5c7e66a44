// SPDX-License-Identifier: GPL-3.0-or-later
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <sstream>
#include <string_view>
#include <utility>

#include "cli/options.h"
#include "cli/options/argument_files.h"
#include "cli/options/explain.h"
#include "photolint/core/nearest.h"
#include "photolint/core/utf8.h"
#include "photolint/report/mask.h"
#include "photolint/report/render.h"
#include "photolint/version.h"

namespace photolint::cli {
namespace {

using ParsedLine = std::variant<Command, EarlyExit>;

constexpr std::size_t kHelpColumn = 34;

/// What is said outside the command line.
struct Surroundings {
  std::vector<std::string> variables{};  ///< "NAME=value"
  ConfigFile file{};
  LanguageChoice language{};
};

/// The sentences, the one most in need of them last, and where to read on.
EarlyExit refusal(const std::vector<std::string>& problems, Language language) {
  std::string text;
  for (const std::string& problem : problems) text += "photolint: " + problem + "\n";
  text += Text{"See: photolint --help", "用法见：photolint --help"}.in(language);
  return {text + "\n", static_cast<int>(ExitCode::usage)};
}

EarlyExit refusal(const std::vector<Error>& errors, Language language) {
  std::vector<std::string> problems;
  for (const Error& error : errors) problems.push_back(mask_numbers(describe(error, language)));
  return refusal(problems, language);
}

/// An option and what CLI11 made of it.
struct BoundOption {
  const OptionSpec* spec = nullptr;
  const CLI::Option* parsed = nullptr;
};

/// The command line in one language. CLI11 binds options to members, so it does not move.
class CommandLine {
 public:
  explicit CommandLine(const Surroundings& surroundings);
  CommandLine(const CommandLine&) = delete;
  CommandLine& operator=(const CommandLine&) = delete;

  [[nodiscard]] ParsedLine parse(const std::vector<std::string>& words);

 private:
  [[nodiscard]] std::string tr(std::string_view en, std::string_view zh_cn) const {
    return std::string(Text{en, zh_cn}.in(language_));
  }
  void set_up_app();
  void add_option(CLI::App& app, const OptionSpec& option);
  void add_command(const CommandSpec& command);
  [[nodiscard]] std::string unknown_argument(const std::string& word) const;
  [[nodiscard]] std::string usage_text(const CLI::ParseError& error) const;
  [[nodiscard]] const CommandSpec* chosen_command() const;
  [[nodiscard]] ParsedLine finish(const CommandSpec& command);
  [[nodiscard]] SettingsOrErrors settings_for(const CommandSpec& command) const;

  const Surroundings& surroundings_;
  Language language_;
  ProgramSpec spec_ = program_spec();
  CLI::App app_;
  std::vector<BoundOption> bound_;
};

CommandLine::CommandLine(const Surroundings& surroundings)
    : surroundings_(surroundings), language_(surroundings.language.language) {
  set_up_app();
  for (const OptionSpec& option : spec_.options) add_option(app_, option);
  for (const CommandSpec& command : spec_.commands) add_command(command);
}

void CommandLine::set_up_app() {
  app_.name("photolint");
  app_.description(spec_.summary.in(language_));
  auto formatter = std::make_shared<CLI::Formatter>();
  formatter->column_width(kHelpColumn);
  formatter->label("Usage", tr("Usage", "用法"));
  formatter->label("OPTIONS", tr("OPTIONS", "选项"));
  formatter->label("SUBCOMMAND", tr("COMMAND", "命令"));
  formatter->label("Positionals", tr("Arguments", "参数"));
  app_.formatter(formatter);
  app_.option_defaults()->group(tr("Options", "选项"));
  const OptionSpec help = help_option(), version = version_option();
  app_.set_help_flag(help.names, help_text(help, language_));
  app_.set_version_flag(version.names, std::string("photolint ") + kVersion, help_text(version, language_));
  app_.fallthrough();
  app_.require_subcommand(0, 1);  // behind the first, "check" or "rules" may be a folder
  app_.footer(spec_.footer.in(language_));
}

void CommandLine::add_option(CLI::App& app, const OptionSpec& option) {
  CLI::Option* added = nullptr;
  const std::string help = help_text(option, language_);
  if (auto* const* flag = std::get_if<bool*>(&option.target))
    added = app.add_flag(option.names, **flag, help);
  if (auto* const* text = std::get_if<std::string*>(&option.target)) {
    added = app.add_option(option.names, **text, help);
  }
  if (auto* const* list = std::get_if<std::vector<std::string>*>(&option.target)) {
    added = app.add_option(option.names, **list, help);
    if (!long_name(option).empty()) added->allow_extra_args(false);
  }
  added->group(std::string(option.group.in(language_)));
  if (option.kind != ValueKind::flag) added->type_name(option.value_name);
  if (option.commas) added->delimiter(',');
  if (option.check) {
    added->check(CLI::Validator(
        [&option, language = language_](std::string& value) { return problem_with(option, value, language); },
        ""));
  }
  bound_.push_back({&option, added});
}

void CommandLine::add_command(const CommandSpec& command) {
  CLI::App* app = app_.add_subcommand(command.name, command.summary.in(language_));
  app->group(command.hidden ? "" : tr("Commands", "命令"));
  app->get_help_ptr()->group(tr("Options", "选项"));
  app->footer(
      tr("--lang, --model-dir, --profile-dir, --config, --no-config and --explain-config work here too: "
         "photolint --help explains them.",
         "--lang、--model-dir、--profile-dir、--config、--no-config、--explain-config 在此同样可用，"
         "说明见 photolint --help。"));
  for (const OptionSpec& option : command.options) add_option(*app, option);
}

const CommandSpec* CommandLine::chosen_command() const {
  if (app_.get_subcommands().empty()) return nullptr;
  const std::string name = app_.get_subcommands().front()->get_name();
  const auto found = std::find_if(spec_.commands.begin(), spec_.commands.end(),
                                  [&name](const CommandSpec& command) { return command.name == name; });
  return &*found;
}

/// CLI11 puts the option's name before the first ": " of its messages.
std::string option_of(const std::string& message) {
  return message.substr(0, message.find(':'));
}

std::string CommandLine::unknown_argument(const std::string& word) const {
  std::vector<std::string> known;
  const auto add_options = [&known](const std::vector<OptionSpec>& options) {
    for (const OptionSpec& option : options) {
      if (!long_name(option).empty()) known.push_back("--" + long_name(option));
    }
  };
  const CommandSpec* command = chosen_command();
  if (command != nullptr) add_options(command->options);
  for (const CommandSpec& other : spec_.commands) {
    if (command == nullptr && !other.hidden) known.push_back(other.name);
  }
  add_options(spec_.options);
  add_options({help_option(), version_option()});
  std::string text = tr("unknown argument: ", "无法识别的参数：") + word;
  const std::string_view near = nearest(word, std::vector<std::string_view>(known.begin(), known.end()));
  if (!near.empty()) text += tr("; did you mean ", "；是否想输入 ") + std::string(near) + tr("?", "？");
  return text;
}

std::string CommandLine::usage_text(const CLI::ParseError& error) const {
  std::string problem = error.what();
  if (error.get_exit_code() == static_cast<int>(CLI::ExitCodes::ExtrasError)) {
    problem = unknown_argument(app_.remaining(true).front());
  } else if (error.get_name() == "ArgumentMismatch") {
    problem = tr("the option needs a value: ", "该选项需要一个取值：") + option_of(problem);
  }
  return problem;
}

SettingsOrErrors CommandLine::settings_for(const CommandSpec& command) const {
  SettingsOrErrors all = environment_settings(spec_, command, surroundings_.variables, language_);
  SettingsOrErrors of_file;
  of_file.errors = surroundings_.file.errors;
  if (of_file.errors.empty()) of_file = file_settings(spec_, command, surroundings_.file, language_);
  std::move(of_file.settings.begin(), of_file.settings.end(), std::back_inserter(all.settings));
  std::move(of_file.errors.begin(), of_file.errors.end(), std::back_inserter(all.errors));
  return all;
}

/// Lays environment and file under the parsed options, and makes the command.
ParsedLine CommandLine::finish(const CommandSpec& command) {
  std::vector<const OptionSpec*> options, given;
  for (const OptionSpec& option : spec_.options) options.push_back(&option);
  for (const OptionSpec& option : command.options) options.push_back(&option);
  for (const BoundOption& option : bound_) {
    if (option.parsed->count() > 0) given.push_back(option.spec);
  }
  Origins origins;
  if (command.configurable) {
    const SettingsOrErrors settings = settings_for(command);
    if (!settings.errors.empty()) return refusal(settings.errors, language_);
    origins = apply_settings(options, given, settings.settings);
  }
  if (spec_.values->explain_config) {
    return EarlyExit{explain_config(options, origins, surroundings_.file.path, surroundings_.language), 0};
  }
  const std::optional<OwnedText> problem = command.contradiction ? command.contradiction() : std::nullopt;
  if (problem) return refusal({problem->in(language_)}, language_);
  Command result{spec_.values->common, command.make()};
  result.common.language = language_;
  return result;
}

ParsedLine CommandLine::parse(const std::vector<std::string>& words) {
  try {
    app_.parse(std::vector<std::string>(words.rbegin(), words.rend()));  // CLI11 takes them last word first
  } catch (const CLI::Success& success) {                                // help and version
    std::ostringstream out;
    app_.exit(success, out, out);
    return EarlyExit{out.str(), static_cast<int>(ExitCode::accepted)};
  } catch (const CLI::ParseError& error) {
    return refusal({usage_text(error)}, language_);
  }
  const CommandSpec* command = chosen_command();
  if (command != nullptr) return finish(*command);
  return refusal({tr("a command is needed, for example check", "请指定命令，例如 check")}, language_);
}

std::vector<std::string> environment() {
  std::vector<std::string> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) variables.emplace_back(*entry);
  return variables;
}

/// The file that --config or PHOTOLINT_CONFIG names, or the one found; none where either says so.
ConfigFile chosen_config(const std::vector<std::string>& words, const std::vector<std::string>& variables) {
  if (std::string named = early_value(words, "--config"); !named.empty()) return read_config(named);
  const std::string none = lower_ascii(variable(variables, variable_of({}, "no-config")));
  const bool none_by_variable = none == "1" || none == "true" || none == "yes" || none == "on";
  if (has_early_flag(words, "--no-config") || none_by_variable) return {};
  return read_config(variable(variables, variable_of({}, "config")));
}

Error about_argument_file(Error error) {
  if (error.code != ErrorCode::file_missing) return error;
  return {ErrorCode::usage, {{"detail", "argument-file-missing"}}, std::move(error.where)};
}

}  // namespace

ParsedLine parse_command_line(int argc, const char* const* argv) {
  const std::vector<std::string> typed(argv + std::min(argc, 1), argv + argc);
  const Result<std::vector<std::string>> words = expand_argument_files(typed);
  Surroundings surroundings{environment(), {}, {}};
  const std::vector<std::string>& known = words ? words.value() : typed;
  surroundings.file = chosen_config(known, surroundings.variables);
  surroundings.language = choose_language(known, surroundings.variables, surroundings.file);
  if (!words) return refusal({about_argument_file(words.error())}, surroundings.language.language);
  return CommandLine(surroundings).parse(words.value());
}

}  // namespace photolint::cli
