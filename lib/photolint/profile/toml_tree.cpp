// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/profile/toml_tree.h"

#include <toml++/toml.h>

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

namespace photolint {
namespace {

constexpr int kMaxSyntaxErrors = 50;
constexpr int kMaxDepth = 16;    ///< a profile needs 4: rules, section, key, list
constexpr int kMaxKeyParts = 8;  ///< of one dotted key; a profile needs 3

Error error_at(ErrorCode code, std::vector<Arg> args, Location where) {
  return {code, std::move(args), std::move(where)};
}

/// The end of the quoted string that starts at begin, or of the line or text where it is not closed.
std::size_t end_of_quoted(std::string_view text, std::size_t begin) {
  const char quote = text[begin];
  const std::string_view triple = quote == '"' ? "\"\"\"" : "'''";
  const bool is_long = text.substr(begin, 3) == triple;
  std::size_t i = begin + (is_long ? 3 : 1);
  while (i < text.size()) {
    if (quote == '"' && text[i] == '\\') {
      i += 2;
      continue;
    }
    if (is_long && text.substr(i, 3) == triple) return i + 3;
    if (!is_long && (text[i] == quote || text[i] == '\n')) return i + 1;
    ++i;
  }
  return text.size();
}

/// Line, from 1, of the first key with too many parts; 0 when there is none. The parser makes a table for
/// each part and frees them recursively, so a line of a million dots would end the program.
int line_of_long_key(std::string_view text) {
  int line = 1;
  int dots = 0;
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    std::size_t next = i + 1;
    if (c == '"' || c == '\'') next = std::min(end_of_quoted(text, i), text.size());
    if (c == '#') next = std::min(text.find('\n', i), text.size());
    if (c == '\n' || c == '=' || c == ',' || c == '[' || c == '{') dots = 0;
    if (c == '.' && ++dots >= kMaxKeyParts) return line;
    line += static_cast<int>(std::count(text.begin() + static_cast<std::ptrdiff_t>(i),
                                        text.begin() + static_cast<std::ptrdiff_t>(next), '\n'));
    i = next;
  }
  return 0;
}

TreeNode convert(const toml::node& node, int depth);

void sort_by_position(std::vector<TreeEntry>& entries) {
  std::sort(entries.begin(), entries.end(), [](const TreeEntry& a, const TreeEntry& b) {
    return std::tie(a.line, a.column, a.key) < std::tie(b.line, b.column, b.key);
  });
}

void convert_table(const toml::table& table, int depth, TreeNode& into) {
  for (const auto& [key, value] : table) {
    const toml::source_position at = key.source().begin;
    into.entries.push_back({std::string(key.str()), static_cast<int>(at.line), static_cast<int>(at.column),
                            convert(value, depth + 1)});
  }
  sort_by_position(into.entries);
}

/// Values deeper than kMaxDepth become a date: a kind that nothing in a profile may have.
TreeNode convert(const toml::node& node, int depth) {
  TreeNode out;
  out.kind = TreeKind::date;
  out.line = static_cast<int>(node.source().begin.line);
  out.column = static_cast<int>(node.source().begin.column);
  if (depth > kMaxDepth) return out;
  if (const auto* table = node.as_table()) {
    out.kind = TreeKind::table;
    convert_table(*table, depth, out);
  } else if (const auto* array = node.as_array()) {
    out.kind = TreeKind::list;
    for (const toml::node& item : *array) out.items.push_back(convert(item, depth + 1));
  } else if (const auto* text = node.as_string()) {
    out.kind = TreeKind::text;
    out.text = text->get();
  } else if (const auto* whole = node.as_integer()) {
    out.kind = TreeKind::integer;
    out.integer = whole->get();
  } else if (const auto* real = node.as_floating_point()) {
    out.kind = TreeKind::real;
    out.real = real->get();
  } else if (const auto* boolean = node.as_boolean()) {
    out.kind = TreeKind::boolean;
    out.boolean = boolean->get();
  }
  return out;
}

/// Where the parser gave up, and why (English, from the parser).
struct Complaint {
  int line = 0;
  int column = 0;
  std::string detail;
};

struct Attempt {
  std::optional<TreeNode> root;
  Complaint complaint;
};

/// One run of the parser; the only place where its exceptions are seen.
Attempt attempt(std::string_view text) {
  if (const int line = line_of_long_key(text); line != 0) {
    return {std::nullopt, {line, 1, "a key with too many parts"}};
  }
  try {
    return {convert(toml::parse(text), 0), {}};
  } catch (const toml::parse_error& fault) {
    const toml::source_position at = fault.source().begin;
    return {std::nullopt,
            {static_cast<int>(at.line), static_cast<int>(at.column), std::string(fault.description())}};
  }
}

std::vector<std::string> split_lines(std::string_view text) {
  std::vector<std::string> lines;
  std::size_t begin = 0;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::string join_lines(const std::vector<std::string>& lines) {
  std::string text;
  for (const std::string& line : lines) text.append(line).append("\n");
  return text;
}

std::string_view trimmed(std::string_view line) {
  const std::size_t begin = line.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(" \t\r") - begin + 1);
}

bool is_head(std::string_view line) {
  return trimmed(line).substr(0, 1) == "[";
}

/// False for a line whose loss could change how the lines below are read.
bool can_be_dropped(std::string_view line) {
  const auto count = [line](char c) { return std::count(line.begin(), line.end(), c); };
  const bool has_long_text =
      line.find("\"\"\"") != std::string_view::npos || line.find("'''") != std::string_view::npos;
  return !has_long_text && count('[') == count(']') && count('{') == count('}');
}

/// Empties the bad line, or the whole section under a bad head. Line numbers stay as they are. False when
/// that would not be safe.
bool drop(std::vector<std::string>& lines, std::size_t bad) {
  if (!is_head(lines[bad])) {
    if (!can_be_dropped(lines[bad])) return false;
    lines[bad].clear();
    return true;
  }
  lines[bad].clear();
  for (std::size_t i = bad + 1; i < lines.size() && !is_head(lines[i]); ++i) lines[i].clear();
  return true;
}

/// The key of a line, or the name between the brackets of a section head.
std::string key_of(std::string_view line) {
  line = trimmed(line);
  if (!is_head(line)) return std::string(trimmed(line.substr(0, line.find('='))));
  const std::size_t begin = line.find_first_not_of('[');
  return begin == std::string_view::npos ? std::string()
                                         : std::string(line.substr(begin, line.find(']') - begin));
}

/// A line that is good TOML on its own can only be bad because its key was there before.
Error describe(const Complaint& complaint, std::string_view line, const std::string& path) {
  Location where{path, complaint.line, complaint.column, {}};
  if (!trimmed(line).empty() && attempt(line).root) {
    where.key = key_of(line);
    return error_at(ErrorCode::profile_key_duplicate, {{"key", where.key}}, where);
  }
  return error_at(ErrorCode::profile_syntax, {{"detail", complaint.detail}}, where);
}

}  // namespace

std::string_view to_string(TreeKind kind) {
  switch (kind) {
    case TreeKind::table:
      return "table";
    case TreeKind::list:
      return "list";
    case TreeKind::text:
      return "text";
    case TreeKind::integer:
      return "integer";
    case TreeKind::real:
      return "real";
    case TreeKind::boolean:
      return "boolean";
    case TreeKind::date:
      return "date";
  }
  return "date";
}

ParsedTree parse_toml(std::string_view text, const std::string& path) {
  ParsedTree parsed;
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos) {
    // UTF-16 or no text at all: every line would be bad, and one sentence says it.
    const auto line = 1 + std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    parsed.errors.push_back(error_at(ErrorCode::profile_syntax, {{"detail", "a NUL byte: not UTF-8 text"}},
                                     {path, static_cast<int>(line), 0, {}}));
    return parsed;
  }
  std::vector<std::string> lines;
  Attempt result = attempt(text);
  while (!result.root && static_cast<int>(parsed.errors.size()) < kMaxSyntaxErrors) {
    if (lines.empty()) lines = split_lines(text);
    const auto bad = static_cast<std::size_t>(std::max(result.complaint.line, 1) - 1);
    if (bad >= lines.size()) {
      parsed.errors.push_back(describe(result.complaint, {}, path));
      break;
    }
    parsed.errors.push_back(describe(result.complaint, lines[bad], path));
    if (!drop(lines, bad)) break;
    result = attempt(join_lines(lines));
  }
  if (result.root) parsed.root = std::move(*result.root);
  return parsed;
}

}  // namespace photolint
