// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// The words between blanks, in order.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

/// The first of the names that stands in the text as whole words, or nullptr. ASCII letters count without
/// case; '_' in a name stands for a blank, and '-' and '_' in the text count as blanks. A name that begins or
/// ends with an ASCII letter must not touch another ASCII letter there; digits may follow ("snapseed2").
[[nodiscard]] const std::string* find_name(std::string_view text, std::span<const std::string> names);

}  // namespace photolint
