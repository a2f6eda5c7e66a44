// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/result.h"

namespace photolint {

/// A worksheet on offer.
struct SheetOffer {
  std::string name;
  bool hidden = false;    ///< only taken when it is asked for
  bool has_data = false;  ///< any filled cell
};

/// The index of the sheet to read: the one that is wanted by name (also a hidden one), or without a name the
/// only visible one with data. Errors: roster_sheet_missing, roster_sheet_choice, roster_empty.
[[nodiscard]] Result<std::size_t> choose_sheet(const std::vector<SheetOffer>& sheets,
                                               const std::string& wanted);

}  // namespace photolint
