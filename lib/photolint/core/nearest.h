// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string_view>

namespace photolint {

/// The candidate that word was most likely meant to be, or empty when none is near: at most one edit (insert,
/// delete, replace, swap of neighbours; case of ASCII letters ignored) in three bytes of the candidate, and
/// at least one. Of equally near ones, the first.
[[nodiscard]] std::string_view nearest(std::string_view word, std::span<const std::string_view> candidates);

}  // namespace photolint
