// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"

namespace photolint {

/// What a value of a profile is, before anybody asks what it should be.
enum class TreeKind { table, list, text, integer, real, boolean, date };

/// "table", "list", "text", "integer", "real", "boolean", "date".
[[nodiscard]] std::string_view to_string(TreeKind kind);

struct TreeEntry;

/// A value with its position. Only the member that belongs to kind is set; a date has none.
struct TreeNode {
  TreeKind kind = TreeKind::table;
  int line = 0;
  int column = 0;
  bool boolean = false;
  std::int64_t integer = 0;
  double real = 0;
  std::string text;
  std::vector<TreeNode> items;     ///< list
  std::vector<TreeEntry> entries;  ///< table, in the order of the file; keys are unique
};

/// A key of a table, with the key's position.
struct TreeEntry {
  std::string key;
  int line = 0;
  int column = 0;
  TreeNode value;
};

/// The tree of a file, and what is wrong with the text. With errors the tree holds what could be read.
struct ParsedTree {
  TreeNode root;
  std::vector<Error> errors;  ///< profile_syntax, profile_key_duplicate; by line
};

/// Parses TOML. After a bad line it goes on with the next one (after a bad section head: with the next
/// section), so that one pass finds every problem; it stops after 50. path is for the errors only.
[[nodiscard]] ParsedTree parse_toml(std::string_view text, const std::string& path);

}  // namespace photolint
