// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// Shared texts of a workbook are kept in memory: at most so many bytes and texts.
inline constexpr std::size_t kMaxSharedTextBytes = 256U << 20U;
inline constexpr std::size_t kMaxSharedTexts = 1U << 24U;

/// The texts that cells name by number, one behind the other.
class SharedTexts {
 public:
  /// False where the text does not fit within the limits; then it is not added.
  [[nodiscard]] bool add(std::string_view text);
  /// By number from 0; nothing where there is none.
  [[nodiscard]] std::optional<std::string_view> at(std::size_t index) const;

 private:
  std::string bytes_;
  std::vector<std::uint32_t> ends_;
};

}  // namespace photolint
