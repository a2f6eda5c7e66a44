// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

#include "photolint/report/catalogue.h"

namespace photolint {

/// The words of the page of the HTML report that no other report has, under the keys that its scripts use.
[[nodiscard]] std::span<const CatalogueEntry> html_words();

}  // namespace photolint
