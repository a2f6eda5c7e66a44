// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace photolint::codec {

using Bytes = std::span<const std::uint8_t>;

/// True when count bytes lie at offset.
[[nodiscard]] inline bool has(Bytes bytes, std::size_t offset, std::size_t count) {
  return offset <= bytes.size() && count <= bytes.size() - offset;
}

/// True when the text stands at offset.
[[nodiscard]] inline bool has_text(Bytes bytes, std::size_t offset, std::string_view text) {
  if (!has(bytes, offset, text.size())) return false;
  return std::equal(text.begin(), text.end(), bytes.begin() + static_cast<std::ptrdiff_t>(offset),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; });
}

/// Unsigned numbers at offset, which must lie inside (see has).
[[nodiscard]] inline std::uint32_t big16(Bytes bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(bytes[offset]) << 8 | bytes[offset + 1];
}
[[nodiscard]] inline std::uint32_t big32(Bytes bytes, std::size_t offset) {
  return big16(bytes, offset) << 16 | big16(bytes, offset + 2);
}
[[nodiscard]] inline std::uint32_t little16(Bytes bytes, std::size_t offset) {
  return static_cast<std::uint32_t>(bytes[offset + 1]) << 8 | bytes[offset];
}
[[nodiscard]] inline std::uint32_t little32(Bytes bytes, std::size_t offset) {
  return little16(bytes, offset + 2) << 16 | little16(bytes, offset);
}

}  // namespace photolint::codec
