// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// A pattern for paths: '*' any bytes but '/', '**' any bytes, '?' one character but '/', "[a-z]" and
/// "[!a-z]" one byte, everything else itself. A pattern without '/' is compared with the last component, one
/// with '/' with the whole path. Compares bytes in any locale; the time grows with pattern times path, never
/// faster.
class Glob {
 public:
  explicit Glob(std::string_view pattern);

  /// path: relative, '/' as separator, no trailing '/'.
  [[nodiscard]] bool matches(std::string_view path) const;

 private:
  enum class Kind { byte, any_character, set, star, double_star };
  struct Token {
    Kind kind = Kind::byte;
    std::string bytes;  ///< byte: the one; set: its members
    bool negated = false;
  };

  [[nodiscard]] static std::size_t parse_set(std::string_view pattern, Token& token);
  [[nodiscard]] static bool accepts(const Token& token, char c);

  std::vector<Token> tokens_;
  bool whole_path_ = false;
};

/// True when any of the patterns matches.
[[nodiscard]] bool matches_any(const std::vector<Glob>& globs, std::string_view path);

}  // namespace photolint
