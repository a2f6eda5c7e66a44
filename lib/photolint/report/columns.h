// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace photolint {

/// Columns that valid UTF-8 text takes on a terminal: 2 for East Asian wide and emoji, 0 for combining marks.
[[nodiscard]] std::size_t display_width(std::string_view text);

/// text followed by blanks up to so many columns; longer text is returned whole.
[[nodiscard]] std::string pad_right(std::string_view text, std::size_t columns);

/// text preceded by blanks up to so many columns.
[[nodiscard]] std::string pad_left(std::string_view text, std::size_t columns);

}  // namespace photolint
