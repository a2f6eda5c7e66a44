// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace photolint {

/// SHA-256 (FIPS 180-4) of the bytes as 64 lower-case hex digits. Throws std::bad_alloc when the library
/// cannot get its few hundred bytes of state.
[[nodiscard]] std::string sha256_hex(std::span<const std::uint8_t> bytes);

/// The same of the bytes of a text.
[[nodiscard]] std::string sha256_hex(std::string_view text);

}  // namespace photolint
