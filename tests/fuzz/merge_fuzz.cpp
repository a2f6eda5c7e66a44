// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstddef>
#include <cstdint>
#include <sstream>
#include <string>

#include "photolint/merge/merge_reader.h"
#include "rules/registry.h"

/// A part of a run that came from another machine: read to its end or refused.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  std::istringstream bytes(std::string(data, data + size));
  const auto reader = MergeReader::open(bytes, "merge.jsonl", rules::table());
  if (!reader) return 0;
  while (true) {
    const auto verdict = reader.value()->next(reader.value()->head().rules);
    if (!verdict || !verdict.value()) return 0;
  }
}
