// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace photolint {

/// The bytes in base 64 (RFC 4648, section 4), padded.
[[nodiscard]] std::string base64(std::string_view bytes);

/// The bytes again; nothing for a text that base64() cannot have made.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace photolint
