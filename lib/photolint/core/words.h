// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace photolint {

/// The words between blanks, in order.
[[nodiscard]] std::vector<std::string> split_words(std::string_view text);

}  // namespace photolint
