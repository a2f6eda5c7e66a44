// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "photolint/core/hash.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Where an item stands, to be named in another item's message.
struct Place {
  int roster_line = 0;     ///< 0 without a roster
  std::string shown_path;  ///< kept only without a roster

  [[nodiscard]] static Place of(const Verdict& verdict) {
    return {verdict.roster_line, verdict.roster_line > 0 ? std::string{} : verdict.shown_path};
  }
  bool operator==(const Place&) const = default;
};

/// Remembers where each key came first. Keys are kept as 128 bits of their SHA-256, so that no number of a
/// person stays in memory and nobody can choose keys that collide; some 90 bytes a key.
class FirstSeen {
 public:
  /// The place of an earlier item with the same key; else nothing, and the place is remembered.
  [[nodiscard]] std::optional<Place> earlier(std::string_view key, const Verdict& verdict) {
    const auto [entry, is_new] = places_.try_emplace(digest(key), Place::of(verdict));
    if (is_new) return std::nullopt;
    return entry->second;
  }

 private:
  using Digest = std::array<std::uint64_t, 2>;
  struct FirstWord {
    std::size_t operator()(const Digest& digest) const { return digest[0]; }
  };

  static Digest digest(std::string_view key) {
    const std::string hex = sha256_hex(key);
    return {std::stoull(hex.substr(0, 16), nullptr, 16), std::stoull(hex.substr(16, 16), nullptr, 16)};
  }

  std::unordered_map<Digest, Place, FirstWord> places_;
};

/// Names the earlier item: a fail with message_row and {row} where it stands in a roster. Without a roster
/// nobody knows whether two photos are those of two students: cannot_assess with message_photo and {photo}.
[[nodiscard]] inline Outcome clashes_with(const Place& earlier, std::string_view message_row,
                                          std::string_view message_photo) {
  if (earlier.roster_line > 0) return failed(message_row, {{"row", std::to_string(earlier.roster_line)}});
  Outcome outcome = cannot_assess(message_photo);
  outcome.args = {{"photo", earlier.shown_path}};
  return outcome;
}

}  // namespace photolint
