// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "photolint/core/named_text.h"

namespace photolint::rules {

/// The files of rules/profiles, linked into the program; sorted by name, the name being the file's without
/// ".toml".
[[nodiscard]] std::span<const NamedText> shipped_profiles();

}  // namespace photolint::rules
