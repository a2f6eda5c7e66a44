// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace photolint {

/// The system's words for an errno value, in English whatever the locale is: reports hold them.
[[nodiscard]] std::string system_error_text(int number);

}  // namespace photolint
