// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace photolint {

/// Fixed notation with so many decimals, '.' as the point, no grouping, never "-0": the same in any locale.
[[nodiscard]] std::string format_fixed(double value, int decimals);

/// value rounded half away from zero to so many decimals (0..9); rules compare what reports print.
[[nodiscard]] double round_to(double value, int decimals);

}  // namespace photolint
