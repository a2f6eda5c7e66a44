// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/system_error.h"

#include <cstring>

namespace photolint {

std::string system_error_text(int number) {
  const char* text = strerrordesc_np(number);
  return text != nullptr ? text : "error " + std::to_string(number);
}

}  // namespace photolint
