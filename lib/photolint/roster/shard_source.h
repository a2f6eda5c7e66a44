// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "photolint/roster/work_sources.h"

namespace photolint {

/// One of several equal parts of a run, to be checked on a machine of its own.
struct Shard {
  int number = 1;  ///< from 1
  int count = 1;
  bool operator==(const Shard&) const = default;
};

/// The items of the source whose seq, divided by the count, leaves number - 1. They keep their seq.
[[nodiscard]] std::unique_ptr<CountedSource> shard_source(std::unique_ptr<CountedSource> source, Shard shard);

}  // namespace photolint
