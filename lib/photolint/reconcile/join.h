// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

#include "photolint/reconcile/row_store.h"
#include "photolint/roster/reconciled.h"

namespace photolint {

/// Rows of both lists that fit one another where at least one list has two of them.
struct JoinGroup {
  Candidates school;
  Candidates vendor;
};

/// What became of one row.
struct Placement {
  static constexpr std::uint32_t kNone = 0xFFFFFFFF;

  std::uint32_t partner = kNone;  ///< the one row of the other list
  std::uint32_t group = kNone;    ///< position in Join::groups
  JoinStep step = JoinStep::none;

  [[nodiscard]] bool placed() const { return step != JoinStep::none; }
};

/// Both lists, joined.
struct Join {
  std::vector<Placement> school;  ///< one a row
  std::vector<Placement> vendor;
  std::vector<JoinGroup> groups;
};

/// Joins step by step (JoinStep): a row that one step has placed takes no part in the next. One row on each
/// side are partners; more on a side are a group, which for the numbers of step one and two does not need the
/// other side: a number that stands twice in one list is wrong there. Time grows as n log n with the rows,
/// whatever they hold; memory beside the result is 16 bytes a row.
[[nodiscard]] Join join_rows(const RowStore& school, const RowStore& vendor);

}  // namespace photolint
