// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/options/argument_files.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "cli/options/small_file.h"

namespace photolint::cli {
namespace {

constexpr std::size_t kMaxBytes = std::size_t{16} << 20;  ///< some 200,000 paths
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

std::vector<std::string> lines_of(std::string_view text) {
  if (text.substr(0, kByteOrderMark.size()) == kByteOrderMark) text.remove_prefix(kByteOrderMark.size());
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (!line.empty()) lines.emplace_back(line);
  }
  return lines;
}

}  // namespace

Result<std::vector<std::string>> expand_argument_files(const std::vector<std::string>& words) {
  std::vector<std::string> expanded;
  bool literal = false;
  for (const std::string& word : words) {
    if (word == "--") literal = true;
    if (literal || word.size() < 2 || word.front() != '@') {
      expanded.push_back(word);
      continue;
    }
    const Result<SmallFile> file = read_small_file(word.substr(1), kMaxBytes);
    if (!file) return file.error();
    const std::vector<std::string> lines = lines_of(file.value().text);
    expanded.insert(expanded.end(), lines.begin(), lines.end());
  }
  return expanded;
}

}  // namespace photolint::cli
