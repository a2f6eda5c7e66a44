// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace photolint {

/// Languages of reports and messages.
enum class Language { en, zh_cn };

/// One sentence in every language. {name} stands for an argument.
struct Text {
  std::string_view en{};
  std::string_view zh_cn{};

  [[nodiscard]] constexpr std::string_view in(Language language) const {
    return language == Language::zh_cn ? zh_cn : en;
  }
};

}  // namespace photolint
