// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace photolint {

/// The unified character that Unicode (15.0) calls equivalent under NFKC to a compatibility ideograph, a
/// radical or a radical supplement; other code points as they are.
[[nodiscard]] char32_t unified_form(char32_t code_point);

}  // namespace photolint
