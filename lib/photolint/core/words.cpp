// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/words.h"

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

std::string comparable(std::string_view text) {
  std::string lower = lower_ascii(text);
  for (char& c : lower) {
    if (c == '_' || c == '-') c = ' ';
  }
  return lower;
}

bool is_lower_letter(char c) {
  return c >= 'a' && c <= 'z';
}

/// True where a word ends between two characters.
bool parted(char before, char after) {
  return !is_lower_letter(before) || !is_lower_letter(after);
}

bool has_name(std::string_view text, std::string_view name) {
  if (name.empty()) return false;
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    const std::size_t end = at + name.size();
    const bool begins = at == 0 || parted(text[at - 1], name.front());
    if (begins && (end == text.size() || parted(name.back(), text[end]))) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::size_t begin = text.find_first_not_of(' ');
  while (begin != std::string_view::npos) {
    const std::size_t end = text.find(' ', begin);
    words.emplace_back(text.substr(begin, end - begin));
    begin = text.find_first_not_of(' ', end);
  }
  return words;
}

const std::string* find_name(std::string_view text, std::span<const std::string> names) {
  const std::string folded = comparable(text);
  for (const std::string& name : names) {
    if (has_name(folded, comparable(name))) return &name;
  }
  return nullptr;
}

}  // namespace photolint
