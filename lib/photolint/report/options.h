// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

#include "photolint/core/text.h"

namespace photolint {

/// How reports are written; each sink reads what concerns it.
struct ReportOptions {
  Language language = Language::en;
  bool show_ids = false;             ///< false: personal numbers are masked (mask.h)
  bool verbose = false;              ///< text: accepted items and passed rules too
  bool statistics = false;           ///< text: a table of results per rule
  bool colour = false;               ///< text: terminal colours
  bool byte_order_mark = true;       ///< csv: Excel needs it to read UTF-8
  bool nul_separated = false;        ///< lists: entries end in NUL instead of a line feed
  bool by_state = false;             ///< lists: a list a ReconcileState instead of a list a verdict
  std::string notice_template = {};  ///< notices: file with the school's wording; empty: the built-in one
  int shard = 1;                     ///< merge, text: which of so many parts of a run this is, from 1
  int shards = 1;
};

}  // namespace photolint
