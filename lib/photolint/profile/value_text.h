// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "photolint/rule/param.h"

namespace photolint {

/// The shortest text that reads back as the same number, in any locale.
[[nodiscard]] std::string number_text(double value);

/// A TOML basic string: quoted, with quotes, backslashes and control characters escaped. text is UTF-8.
[[nodiscard]] std::string quoted_text(std::string_view text);

/// A TOML list of basic strings on one line.
[[nodiscard]] std::string list_text(const std::vector<std::string>& items);

/// A parameter's value as TOML on one line.
[[nodiscard]] std::string value_text(const ParamValue& value);

/// The words of a text separated by blanks.
[[nodiscard]] std::vector<std::string_view> words_of(std::string_view text);

}  // namespace photolint
