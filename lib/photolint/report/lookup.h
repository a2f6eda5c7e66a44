// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "photolint/report/catalogue.h"

namespace photolint {

/// A copy of the table in the order that find_text_in needs; the table itself stays in reading order. A row
/// of a CSV report looks up a few hundred words, so a walk through the table would take most of its time.
template <std::size_t N>
constexpr std::array<CatalogueEntry, N> sorted_by_key(std::array<CatalogueEntry, N> table) {
  std::sort(table.begin(), table.end(),
            [](const CatalogueEntry& a, const CatalogueEntry& b) { return a.key < b.key; });
  return table;
}

/// The text under the key, or nullptr. table: sorted by key.
inline const Text* find_text_in(std::span<const CatalogueEntry> table, std::string_view key) {
  const auto found = std::lower_bound(
      table.begin(), table.end(), key,
      [](const CatalogueEntry& entry, std::string_view wanted) { return entry.key < wanted; });
  return found != table.end() && found->key == key ? &found->text : nullptr;
}

}  // namespace photolint
