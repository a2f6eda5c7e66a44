// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/pipeline/pipeline.h"
#include "photolint/pipeline/stages.h"

namespace photolint {

/// The executor of real runs: oneTBB's pipeline with one parallel stage.
[[nodiscard]] std::unique_ptr<Executor> make_tbb_executor(const ExecutionOptions& options);

/// The same with std::thread alone: ThreadSanitizer understands it, which it does not oneTBB.
[[nodiscard]] std::unique_ptr<Executor> make_threads_executor(const ExecutionOptions& options);

}  // namespace photolint
