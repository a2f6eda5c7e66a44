// SPDX-License-Identifier: GPL-3.0-or-later
#include "registry.h"

#include <array>
#include <string_view>

namespace photolint::rules {

#define RULE(code, symbol, en, zh_cn) extern constinit const RuleBody symbol;
#include "rules.inc"
#undef RULE

namespace {

/// A symbol with '-' for '_': the public name. Fixed storage, so that the table is a constant.
template <std::size_t N>
struct KebabCase {
  std::array<char, N> text{};
  constexpr explicit KebabCase(const char (&symbol)[N]) {
    for (std::size_t i = 0; i < N; ++i) text[i] = symbol[i] == '_' ? '-' : symbol[i];
  }
  [[nodiscard]] constexpr std::string_view view() const { return {text.data(), N - 1}; }
};

#define RULE(code, symbol, en, zh_cn) constexpr KebabCase k_##symbol(#symbol);
#include "rules.inc"
#undef RULE

constexpr std::array kTable = {
#define RULE(code, symbol, en, zh_cn) RuleInfo{#code, #symbol, k_##symbol.view(), {en, zh_cn}, &symbol},
#include "rules.inc"
#undef RULE
};

}  // namespace

std::span<const RuleInfo> table() {
  return kTable;
}

}  // namespace photolint::rules
