// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/settings.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "photolint/core/nearest.h"
#include "photolint/core/utf8.h"
#include "photolint/profile/value_text.h"

namespace photolint::cli {
namespace {

constexpr std::string_view kPrefix = "PHOTOLINT_";
constexpr std::size_t kMaxEchoBytes = 80;  ///< of hostile text repeated in an error

/// The options that a key stands for: several where a general key means several commands.
struct Key {
  std::string command{};  ///< empty: general
  std::string name{};
  std::vector<const OptionSpec*> options{};
};

bool is_configurable(const OptionSpec& option, Place place) {
  if (long_name(option).empty() || !option.from_config) return false;
  return place != Place::file || option.from_file;
}

Key& key_called(std::vector<Key>& keys, const std::string& command, const std::string& name) {
  for (Key& key : keys) {
    if (key.command == command && key.name == name) return key;
  }
  return keys.emplace_back(Key{command, name, {}});
}

/// Every key that a place may set, those of commands before the general ones: they are stronger.
std::vector<Key> all_keys(const ProgramSpec& program, Place place) {
  std::vector<Key> keys;
  for (const CommandSpec& command : program.commands) {
    for (const OptionSpec& option : command.options) {
      if (!command.configurable || !is_configurable(option, place)) continue;
      key_called(keys, command.name, long_name(option)).options.push_back(&option);
    }
  }
  for (const OptionSpec& option : program.options) {
    if (is_configurable(option, place)) key_called(keys, {}, long_name(option)).options.push_back(&option);
  }
  for (const CommandSpec& command : program.commands) {
    for (const OptionSpec& option : command.options) {
      if (!command.configurable || !is_configurable(option, place)) continue;
      key_called(keys, {}, long_name(option)).options.push_back(&option);
    }
  }
  return keys;
}

bool belongs_to(const OptionSpec* option, const ProgramSpec& program, const CommandSpec& command) {
  const auto holds = [option](const std::vector<OptionSpec>& options) {
    return std::any_of(options.begin(), options.end(),
                       [option](const OptionSpec& o) { return &o == option; });
  };
  return holds(command.options) || holds(program.options);
}

/// The beginning of a hostile text, fit for one line.
std::string echo(std::string_view text) {
  const std::string_view front = text.substr(0, std::min(text.size(), kMaxEchoBytes));
  return display_text(front) + (front.size() < text.size() ? "..." : "");
}

std::string nearest_of(std::string_view word, const std::set<std::string>& known) {
  return std::string(nearest(word, std::vector<std::string_view>(known.begin(), known.end())));
}

/// What the first option of a key finds wrong with the values.
std::string problem_of(const Key& key, const std::vector<std::string>& values, Language language) {
  for (const OptionSpec* option : key.options) {
    if (option->kind == ValueKind::flag) continue;
    for (const std::string& value : values) {
      if (std::string problem = problem_with(*option, value, language); !problem.empty()) return problem;
    }
  }
  return {};
}

void add_settings(SettingsOrErrors& result, const Key& key, const std::vector<std::string>& values,
                  const Origin& origin, const ProgramSpec& program, const CommandSpec& command) {
  for (const OptionSpec* option : key.options) {
    if (belongs_to(option, program, command)) result.settings.push_back({option, values, origin});
  }
}

// The environment.

std::optional<std::string> flag_word(std::string_view value) {
  const std::string word = lower_ascii(value);
  if (word == "1" || word == "true" || word == "yes" || word == "on") return "true";
  if (word == "0" || word == "false" || word == "no" || word == "off") return "false";
  return std::nullopt;
}

std::vector<std::string> split(std::string_view text, std::string_view separators) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find_first_of(separators, begin), text.size());
    if (end > begin) parts.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::vector<std::string> values_of_text(const OptionSpec& option, const std::string& text) {
  if (!is_list(option)) return {text};
  return split(text, option.commas ? "\n," : "\n");
}

Error bad_value(const std::string& name, const std::string& problem, Location where) {
  return {ErrorCode::usage, {{"detail", name + ": " + problem}}, std::move(where)};
}

// The file.

/// Reads the tree of one file.
class FileReader {
 public:
  FileReader(const ProgramSpec& program, const CommandSpec& command, const ConfigFile& file,
             Language language)
      : program_(program),
        command_(command),
        file_(file),
        language_(language),
        keys_(all_keys(program, Place::file)) {}

  SettingsOrErrors read() {
    SettingsOrErrors general;
    for (const TreeEntry& entry : file_.root.entries) {
      const bool is_section =
          std::any_of(keys_.begin(), keys_.end(), [&](const Key& key) { return key.command == entry.key; });
      if (is_section) {
        read_section(entry);
      } else {
        read_key({}, entry, general);
      }
    }
    std::move(general.settings.begin(), general.settings.end(), std::back_inserter(result_.settings));
    return std::move(result_);
  }

 private:
  [[nodiscard]] Location at(int line, int column) const { return {file_.path, line, column, {}}; }

  void read_section(const TreeEntry& section) {
    if (section.value.kind != TreeKind::table) {
      wrong_type(section.key, section.value, "table");
      return;
    }
    for (const TreeEntry& entry : section.value.entries) read_key(section.key, entry, result_);
  }

  void read_key(const std::string& command, const TreeEntry& entry, SettingsOrErrors& into) {
    const auto key = std::find_if(keys_.begin(), keys_.end(), [&](const Key& candidate) {
      return candidate.command == command && candidate.name == entry.key;
    });
    if (key == keys_.end()) {
      unknown_key(command, entry);
      return;
    }
    const auto values = values_of(*key, entry);
    if (!values) return;
    if (const std::string problem = problem_of(*key, *values, language_); !problem.empty()) {
      result_.errors.push_back(bad_value(entry.key, problem, at(entry.line, entry.column)));
      return;
    }
    add_settings(into, *key, *values, {Place::file, file_.path, entry.line}, program_, command_);
  }

  void unknown_key(const std::string& command, const TreeEntry& entry) {
    std::set<std::string> known;
    for (const Key& key : keys_) {
      if (key.command == command) known.insert(key.name);
      if (command.empty() && !key.command.empty()) known.insert(key.command);
    }
    result_.errors.push_back({ErrorCode::profile_key_unknown,
                              {{"key", echo(entry.key)}, {"nearest", nearest_of(entry.key, known)}},
                              at(entry.line, entry.column)});
  }

  void wrong_type(const std::string& key, const TreeNode& node, std::string_view expected) {
    result_.errors.push_back(
        {ErrorCode::profile_type,
         {{"key", key}, {"expected", std::string(expected)}, {"found", std::string(to_string(node.kind))}},
         at(node.line, node.column)});
  }

  std::optional<std::vector<std::string>> values_of(const Key& key, const TreeEntry& entry) {
    const OptionSpec& option = *key.options.front();
    const TreeNode& node = entry.value;
    if (option.kind == ValueKind::flag) {
      if (node.kind == TreeKind::boolean) return std::vector<std::string>{node.boolean ? "true" : "false"};
      wrong_type(key.name, node, "boolean");
      return std::nullopt;
    }
    if (!is_list(option)) {
      const auto text = text_of(option, key.name, node);
      if (!text) return std::nullopt;
      return std::vector<std::string>{*text};
    }
    if (node.kind != TreeKind::list) {
      wrong_type(key.name, node, "list");
      return std::nullopt;
    }
    std::vector<std::string> values;
    for (const TreeNode& item : node.items) {
      const auto text = text_of(option, key.name, item);
      if (!text) return std::nullopt;
      values.push_back(*text);
    }
    return values;
  }

  /// Numbers may stand without quotes: jobs = 4.
  std::optional<std::string> text_of(const OptionSpec& option, const std::string& key, const TreeNode& node) {
    if (node.kind == TreeKind::integer) return std::to_string(node.integer);
    if (node.kind == TreeKind::real) return number_text(node.real);
    if (node.kind != TreeKind::text) {
      wrong_type(key, node, "text");
      return std::nullopt;
    }
    const bool one_line = std::none_of(node.text.begin(), node.text.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
    if (!one_line) {
      wrong_type(key, node, "single-line-text");
      return std::nullopt;
    }
    return from_here(option, node.text);
  }

  /// A relative path of the file is meant from the file's folder, wherever the program is started.
  [[nodiscard]] std::string from_here(const OptionSpec& option, const std::string& text) const {
    const bool named_path =
        text.find('/') != std::string::npos || (text.size() > 5 && text.substr(text.size() - 5) == ".toml");
    const bool is_path = option.kind == ValueKind::file || option.kind == ValueKind::folder ||
                         (option.kind == ValueKind::name_or_file && named_path);
    if (!is_path || text.empty() || text == "-" || text.front() == '/') return text;
    return file_.path.substr(0, file_.path.rfind('/') + 1) + text;
  }

  const ProgramSpec& program_;
  const CommandSpec& command_;
  const ConfigFile& file_;
  Language language_;
  std::vector<Key> keys_;
  SettingsOrErrors result_;
};

// What counts.

/// The values that count so far: those of the command line, and of settings.
class Choice {
 public:
  Choice(const std::vector<const OptionSpec*>& options, const std::vector<const OptionSpec*>& given)
      : options_(options), given_(given.begin(), given.end()) {}

  void consider(const Setting& setting) {
    const OptionSpec* option = setting.option;
    if (given_.count(option) > 0 || chosen_.count(option) > 0) return;
    for (const std::string& name : option->alternatives) {
      if (strength(name) > setting.origin.place) return;
    }
    chosen_[option] = &setting;
  }

  void drop_what_lacks_its_need() {
    for (auto entry = chosen_.begin(); entry != chosen_.end();) {
      const std::vector<std::string>& needs = entry->first->needs;
      const bool met =
          needs.empty() || std::any_of(needs.begin(), needs.end(), [this](const std::string& name) {
            return strength(name) != Place::fallback;
          });
      entry = met ? std::next(entry) : chosen_.erase(entry);
    }
  }

  [[nodiscard]] const std::map<const OptionSpec*, const Setting*>& chosen() const { return chosen_; }

 private:
  /// The place that sets the option of this name; fallback also for one that is switched off.
  [[nodiscard]] Place strength(const std::string& name) const {
    for (const OptionSpec* option : options_) {
      if (key_of(*option) != name) continue;
      if (given_.count(option) > 0) return is_off(*option) ? Place::fallback : Place::command_line;
      const auto found = chosen_.find(option);
      if (found == chosen_.end()) return Place::fallback;
      const std::vector<std::string>& values = found->second->values;
      const bool off = values.empty() || values.front().empty() ||
                       (option->kind == ValueKind::flag && values.front() == "false");
      return off ? Place::fallback : found->second->origin.place;
    }
    return Place::fallback;
  }

  static bool is_off(const OptionSpec& option) {
    const auto* flag = std::get_if<bool*>(&option.target);
    return flag != nullptr && !**flag;
  }

  const std::vector<const OptionSpec*>& options_;
  std::set<const OptionSpec*> given_;
  std::map<const OptionSpec*, const Setting*> chosen_;
};

/// Writes the values behind an option.
struct Assign {
  const std::vector<std::string>& values;
  void operator()(bool* target) const { *target = values.front() == "true"; }
  void operator()(std::string* target) const { *target = values.front(); }
  void operator()(std::vector<std::string>* target) const { *target = values; }
};

}  // namespace

std::string variable_of(const std::string& command, const std::string& key) {
  std::string name(kPrefix);
  if (!command.empty()) name += command + "_";
  name += key;
  for (char& c : name) {
    if (c == '-') c = '_';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return name;
}

SettingsOrErrors environment_settings(const ProgramSpec& program, const CommandSpec& command,
                                      const std::vector<std::string>& variables, Language language) {
  SettingsOrErrors result;
  std::map<std::string, std::string> set;
  for (const std::string& variable : variables) {
    const std::size_t equals = variable.find('=');
    if (variable.rfind(kPrefix, 0) != 0 || equals == std::string::npos || equals + 1 == variable.size())
      continue;
    set.emplace(variable.substr(0, equals), variable.substr(equals + 1));
  }
  std::set<std::string> known;
  for (const Key& key : all_keys(program, Place::environment)) {
    const std::string name = variable_of(key.command, key.name);
    known.insert(name);
    const auto found = set.find(name);
    if (found == set.end()) continue;
    const OptionSpec& option = *key.options.front();
    std::vector<std::string> values = values_of_text(option, found->second);
    std::string problem = problem_of(key, values, language);
    if (option.kind == ValueKind::flag) {
      const auto word = flag_word(found->second);
      if (word) values = {*word};
      if (!word) problem = Text{"needs one of: 1, 0", "可选值：1, 0"}.in(language);
    }
    if (!problem.empty()) result.errors.push_back(bad_value(name, problem, {}));
    if (problem.empty()) add_settings(result, key, values, {Place::environment, name, 0}, program, command);
  }
  for (const auto& [name, value] : set) {
    if (known.count(name) > 0) continue;
    const std::string detail =
        std::string(Text{"unknown environment variable: ", "无法识别的环境变量："}.in(language));
    result.errors.push_back(
        {ErrorCode::usage, {{"detail", detail + echo(name)}, {"nearest", nearest_of(name, known)}}, {}});
  }
  return result;
}

SettingsOrErrors file_settings(const ProgramSpec& program, const CommandSpec& command, const ConfigFile& file,
                               Language language) {
  return FileReader(program, command, file, language).read();
}

Origins apply_settings(const std::vector<const OptionSpec*>& options,
                       const std::vector<const OptionSpec*>& given, const std::vector<Setting>& settings) {
  Choice choice(options, given);
  for (const Setting& setting : settings) choice.consider(setting);
  choice.drop_what_lacks_its_need();
  Origins origins;
  for (const OptionSpec* option : given) origins[option] = {Place::command_line, {}, 0};
  for (const auto& [option, setting] : choice.chosen()) {
    std::visit(Assign{setting->values}, option->target);
    origins[option] = setting->origin;
  }
  return origins;
}

}  // namespace photolint::cli
