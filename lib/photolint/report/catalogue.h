// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "photolint/core/error.h"
#include "photolint/core/text.h"

namespace photolint {

/// A sentence, heading or word for people, under the key that the code knows it by.
struct CatalogueEntry {
  std::string_view key{};
  Text text{};
};

/// Every entry. To add one, write one line into the table in catalogue.cpp; the contract test checks it.
[[nodiscard]] std::span<const CatalogueEntry> catalogue();

/// The entry's text, or nullptr for an unknown key.
[[nodiscard]] const Text* find_text(std::string_view key);

/// The text of the key with {name} replaced by the args; a placeholder without an arg stays as it is. An
/// unknown key gives the key itself: a report with a raw key is better than none.
[[nodiscard]] std::string message(std::string_view key, std::span<const Arg> args, Language language);

/// The text of a key that has no placeholders.
[[nodiscard]] std::string_view word(std::string_view key, Language language);

}  // namespace photolint
