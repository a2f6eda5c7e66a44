// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/number.h"

#include <array>
#include <charconv>
#include <cmath>

namespace photolint {

double round_to(double value, int decimals) {
  static constexpr std::array kPowers = {1.0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9};
  const double power = kPowers.at(static_cast<std::size_t>(decimals));
  const double rounded = std::round(value * power) / power;
  return rounded == 0 ? 0 : rounded;
}

std::string format_fixed(double value, int decimals) {
  std::array<char, 400> text{};  // the longest double needs 309 digits before the point
  const auto end = std::to_chars(text.data(), text.data() + text.size(), round_to(value, decimals),
                                 std::chars_format::fixed, decimals);
  return {text.data(), end.ptr};
}

}  // namespace photolint
