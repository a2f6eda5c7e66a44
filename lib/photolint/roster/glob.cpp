// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/glob.h"

#include <algorithm>

namespace photolint {
namespace {

bool is_continuation(char c) {
  return (static_cast<unsigned char>(c) & 0xC0U) == 0x80;
}

}  // namespace

/// Bytes of the set at the front of pattern ("[...]"); 0 when it is not closed.
std::size_t Glob::parse_set(std::string_view pattern, Token& token) {
  std::size_t i = 1;
  token.negated = i < pattern.size() && (pattern[i] == '!' || pattern[i] == '^');
  if (token.negated) ++i;
  const std::size_t first = i;
  for (; i < pattern.size() && (pattern[i] != ']' || i == first); ++i) {
    const bool range = i + 2 < pattern.size() && pattern[i + 1] == '-' && pattern[i + 2] != ']';
    if (!range) {
      token.bytes += pattern[i];
      continue;
    }
    for (int c = static_cast<unsigned char>(pattern[i]); c <= static_cast<unsigned char>(pattern[i + 2]);
         ++c) {
      token.bytes += static_cast<char>(c);
    }
    i += 2;
  }
  return i < pattern.size() ? i + 1 : 0;
}

Glob::Glob(std::string_view pattern) {
  if (pattern.ends_with('/')) pattern.remove_suffix(1);
  whole_path_ = pattern.find('/') != std::string_view::npos;
  if (pattern.starts_with('/')) pattern.remove_prefix(1);
  while (!pattern.empty()) {
    Token token;
    std::size_t length = 1;
    if (pattern.starts_with("**")) {
      token.kind = Kind::double_star;
      // "**/x" also means x itself.
      length = pattern.starts_with("**/") ? 3 : 2;
    } else if (pattern[0] == '*') {
      token.kind = Kind::star;
    } else if (pattern[0] == '?') {
      token.kind = Kind::any_character;
    } else if (const std::size_t set = pattern[0] == '[' ? parse_set(pattern, token) : 0; set > 0) {
      token.kind = Kind::set;
      length = set;
    } else {
      token = {Kind::byte, std::string(1, pattern[0]), false};
    }
    tokens_.push_back(std::move(token));
    pattern.remove_prefix(length);
  }
}

bool Glob::accepts(const Token& token, char c) {
  switch (token.kind) {
    case Kind::byte:
      return token.bytes[0] == c;
    case Kind::any_character:
      return c != '/' && !is_continuation(c);
    case Kind::set:
      return c != '/' && (token.bytes.find(c) != std::string::npos) != token.negated;
    case Kind::star:
    case Kind::double_star:
      return false;
  }
  return false;
}

bool Glob::matches(std::string_view path) const {
  if (!whole_path_) path.remove_prefix(path.rfind('/') + 1);
  // alive[k]: the tokens before k can have produced what was read so far.
  const std::size_t count = tokens_.size();
  std::vector<char> alive(count + 1, 0);
  const auto skip_stars = [&] {
    for (std::size_t k = 0; k < count; ++k) {
      const bool star = tokens_[k].kind == Kind::star || tokens_[k].kind == Kind::double_star;
      if (alive[k] != 0 && star) alive[k + 1] = 1;
    }
  };
  alive[0] = 1;
  skip_stars();
  for (const char c : path) {
    std::vector<char> next(count + 1, 0);
    for (std::size_t k = 0; k <= count; ++k) {
      if (alive[k] == 0) continue;
      // A character of several bytes: '?' has read its first one already.
      const bool rest = k > 0 && tokens_[k - 1].kind == Kind::any_character && is_continuation(c);
      if (rest) next[k] = 1;
      if (k == count) continue;
      const Kind kind = tokens_[k].kind;
      if ((kind == Kind::star && c != '/') || kind == Kind::double_star) next[k] = 1;
      if (accepts(tokens_[k], c)) next[k + 1] = 1;
    }
    alive = std::move(next);
    skip_stars();
  }
  return alive[count] != 0;
}

bool matches_any(const std::vector<Glob>& globs, std::string_view path) {
  return std::any_of(globs.begin(), globs.end(), [path](const Glob& glob) { return glob.matches(path); });
}

}  // namespace photolint
