// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace photolint {

/// Numbers in binary files, lowest byte first. The bytes must be there.
[[nodiscard]] inline std::uint32_t u16_le(std::string_view bytes, std::size_t at) {
  const auto byte = [&](std::size_t i) {
    return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[at + i]));
  };
  return byte(0) | byte(1) << 8U;
}

[[nodiscard]] inline std::uint32_t u32_le(std::string_view bytes, std::size_t at) {
  return u16_le(bytes, at) | u16_le(bytes, at + 2) << 16U;
}

[[nodiscard]] inline double f64_le(std::string_view bytes, std::size_t at) {
  return std::bit_cast<double>(std::uint64_t{u32_le(bytes, at + 4)} << 32U | u32_le(bytes, at));
}

}  // namespace photolint
