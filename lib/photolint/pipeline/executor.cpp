// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>

#include "photolint/pipeline/executors.h"

namespace photolint {
namespace {

/// One item after another on the calling thread: what the others are compared with.
class SerialExecutor : public Executor {
 public:
  Summary run(const RunInfo& info, WorkSource& source, const WorkerFactory& workers, Sink& sink,
              const StopToken& stop) override {
    Intake intake(source, stop);
    Delivery delivery(sink, intake);
    WorkerSlot slot(workers);
    if (delivery.begin(info)) {
      while (const std::optional<WorkItem> item = intake.next()) delivery.deliver(slot.process(*item));
    }
    return delivery.finish();
  }
};

}  // namespace

std::unique_ptr<Executor> make_executor(ExecutorKind kind, const ExecutionOptions& options) {
  const ExecutionOptions sane{std::max(1, options.jobs), std::max(1, options.live_items)};
  switch (kind) {
    case ExecutorKind::serial:
      return std::make_unique<SerialExecutor>();
    case ExecutorKind::tbb:
      return make_tbb_executor(sane);
    case ExecutorKind::threads:
      return make_threads_executor(sane);
  }
  return std::make_unique<SerialExecutor>();
}

int live_items_for(std::int64_t memory_bytes, std::int64_t bytes_per_item, int jobs) {
  const std::int64_t most = 2 * std::int64_t{std::max(1, jobs)};
  if (bytes_per_item <= 0) return static_cast<int>(most);
  return static_cast<int>(std::clamp<std::int64_t>(memory_bytes / bytes_per_item, 1, most));
}

}  // namespace photolint
