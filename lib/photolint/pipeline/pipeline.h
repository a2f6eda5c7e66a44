// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <functional>
#include <memory>
#include <optional>

#include "photolint/report/sink.h"
#include "photolint/roster/work_item.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Set by a signal handler, read by the source stage.
class StopToken {
 public:
  void request_stop() noexcept { stop_.store(true, std::memory_order_relaxed); }
  [[nodiscard]] bool stop_requested() const noexcept { return stop_.load(std::memory_order_relaxed); }

 private:
  std::atomic<bool> stop_{false};
  static_assert(std::atomic<bool>::is_always_lock_free);  // a signal handler may set it
};

/// Turns items into verdicts. One a worker thread; never throws out of process().
class Worker {
 public:
  virtual ~Worker() = default;
  virtual Verdict process(const WorkItem& item) = 0;
};

/// Makes a worker; called once a thread, lazily, possibly at the same time on several threads.
using WorkerFactory = std::function<std::unique_ptr<Worker>()>;

/// How a run is spread over threads.
struct ExecutionOptions {
  int jobs = 1;        ///< worker threads, at least 1
  int live_items = 2;  ///< items in flight at most, at least 1
};

enum class ExecutorKind { serial, tbb, threads };

/// Runs the source through workers into the sink, verdicts in the order of the source.
class Executor {
 public:
  virtual ~Executor() = default;
  /// The summary's complete flag is false after a stop request, a sink failure or a source error.
  virtual Summary run(const RunInfo& info, WorkSource& source, const WorkerFactory& workers, Sink& sink,
                      const StopToken& stop) = 0;
};

[[nodiscard]] std::unique_ptr<Executor> make_executor(ExecutorKind kind, const ExecutionOptions& options);

/// Live items that fit into memory_bytes when each may hold bytes_per_item; between 1 and 2 x jobs.
[[nodiscard]] int live_items_for(std::int64_t memory_bytes, std::int64_t bytes_per_item, int jobs);

}  // namespace photolint
