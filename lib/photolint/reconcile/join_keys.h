// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/reconcile/row_store.h"
#include "photolint/roster/reconciled.h"

namespace photolint {

/// Makes the keys by which rows of one list find rows of another.
class JoinKeys {
 public:
  /// rows must outlive the object.
  explicit JoinKeys(const RowStore& rows);

  /// The key of the step; empty where the row has none: no cell, nothing that tells people apart ("无", "0",
  /// masked or scientific numbers), or cells that may stand in the wrong columns.
  ///  - id_number: without blanks, narrow, upper case, 15 digits of a valid number as its 18;
  ///  - student_no: without blanks, narrow, upper case;
  ///  - name_and_birth_date: the name without blanks and dots, in usual forms, and the day, which a valid ID
  ///    number gives where the column does not.
  [[nodiscard]] std::string key(RowStore::Row row, JoinStep step) const;

 private:
  [[nodiscard]] std::string id_number(RowStore::Row row) const;
  [[nodiscard]] std::string student_no(RowStore::Row row) const;
  [[nodiscard]] std::string name_and_birth_date(RowStore::Row row) const;

  const RowStore* rows_;
  std::optional<std::size_t> id_number_, student_no_, name_, birth_date_;
};

}  // namespace photolint
