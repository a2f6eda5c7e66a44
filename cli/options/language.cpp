// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/language.h"

#include <cstddef>
#include <string_view>

namespace photolint::cli {
namespace {

constexpr const char* kOption = "--lang";
constexpr const char* kKey = "lang";

Language language_of(std::string_view word) {
  return word.substr(0, 2) == "zh" ? Language::zh_cn : Language::en;
}

}  // namespace

std::string early_value(const std::vector<std::string>& words, const std::string& option) {
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (words[i] == option && i + 1 < words.size()) return words[i + 1];
    if (words[i].rfind(option + "=", 0) == 0) return words[i].substr(option.size() + 1);
  }
  return {};
}

bool has_early_flag(const std::vector<std::string>& words, const std::string& option) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    if (word == option) return true;
  }
  return false;
}

std::string variable(const std::vector<std::string>& variables, const std::string& name) {
  for (const std::string& entry : variables) {
    if (entry.rfind(name + "=", 0) == 0) return entry.substr(name.size() + 1);
  }
  return {};
}

LanguageChoice choose_language(const std::vector<std::string>& words,
                               const std::vector<std::string>& variables, const ConfigFile& file) {
  if (const std::string word = early_value(words, kOption); !word.empty()) {
    return {language_of(word), {Place::command_line, {}, 0}};
  }
  const std::string own = variable_of({}, kKey);
  if (const std::string word = variable(variables, own); !word.empty()) {
    return {language_of(word), {Place::environment, own, 0}};
  }
  for (const TreeEntry& entry : file.root.entries) {
    if (entry.key == kKey && entry.value.kind == TreeKind::text) {
      return {language_of(entry.value.text), {Place::file, file.path, entry.line}};
    }
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const std::string word = variable(variables, name);
    if (!word.empty()) return {language_of(word), {Place::environment, name, 0}};
  }
  return {};
}

}  // namespace photolint::cli
