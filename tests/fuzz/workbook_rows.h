// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdlib>
#include <memory>
#include <sstream>
#include <string>

#include "photolint/core/utf8.h"
#include "photolint/roster/roster.h"

namespace photolint::fuzz {

inline void require(bool holds) {
  if (!holds) std::abort();
}

/// Reads a roster to its end and checks what holds for every one of them.
inline void read_rows(const std::string& bytes) {
  RosterFormat format;
  format.limits = {256, 16, 1024};  // small, so that short inputs reach them
  const RosterOrErrors roster = RosterReader::open(std::make_unique<std::istringstream>(bytes), format);
  require((roster.reader == nullptr) == !roster.errors.empty());
  if (roster.reader == nullptr) return;
  // Repeated rows of a few bytes would take all the time there is.
  constexpr int kEnoughRows = 10'000;
  int line = 0;
  for (int i = 0; i < kEnoughRows; ++i) {
    const std::optional<RosterRow> row = roster.reader->next();
    if (!row) return;
    require(row->line > line);
    line = row->line;
    require(row->problem || row->fields.size() == roster.reader->columns().size());
    for (const Field& field : row->fields) require(is_valid_utf8(field.text));
  }
}

}  // namespace photolint::fuzz
