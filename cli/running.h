// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

#include "console.h"
#include "photolint/pipeline/pipeline.h"
#include "photolint/roster/directory.h"

// What the commands that go through many photos do alike.

namespace photolint::cli {

/// Set by Ctrl-C and SIGTERM from the first call on. The first signal lets the photos in flight finish; a
/// second one ends the process at once.
[[nodiscard]] const StopToken& stop_on_signals();

/// jobs: 0 for the cores that the process may use. memory_bytes: for photos in flight.
[[nodiscard]] ExecutionOptions execution(int jobs, std::int64_t memory_bytes);

/// Says what the walk through the folders left out.
void say_skipped(const Console& console, const SkippedCounts& skipped);

}  // namespace photolint::cli
