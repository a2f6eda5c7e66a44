// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/sheet_choice.h"

#include <algorithm>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr std::size_t kShownSheets = 10;

std::string listed(const std::vector<std::string>& names) {
  std::string list;
  for (std::size_t i = 0; i < std::min(names.size(), kShownSheets); ++i) {
    if (i > 0) list += ", ";
    list += '"' + display_text(names[i]) + '"';
  }
  return names.size() > kShownSheets ? list + ", ..." : list;
}

}  // namespace

Result<std::size_t> choose_sheet(const std::vector<SheetOffer>& sheets, const std::string& wanted) {
  std::vector<std::string> names;
  std::vector<std::string> filled;
  std::size_t chosen = 0;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    if (!wanted.empty() && sheets[i].name == wanted) return i;
    names.push_back(sheets[i].name);
    if (sheets[i].hidden || !sheets[i].has_data) continue;
    if (filled.empty()) chosen = i;
    filled.push_back(sheets[i].name);
  }
  if (!wanted.empty()) {
    return Error{ErrorCode::roster_sheet_missing, {{"sheet", wanted}, {"sheets", listed(names)}}, {}};
  }
  if (filled.empty()) return Error{ErrorCode::roster_empty, {}, {}};
  if (filled.size() > 1) return Error{ErrorCode::roster_sheet_choice, {{"sheets", listed(filled)}}, {}};
  return chosen;
}

}  // namespace photolint
