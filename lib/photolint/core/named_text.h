// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

namespace photolint {

/// A text that is linked into the program, under the name that people use for it.
struct NamedText {
  std::string_view name{};
  std::string_view text{};
};

}  // namespace photolint
