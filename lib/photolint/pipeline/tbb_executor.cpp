// SPDX-License-Identifier: GPL-3.0-or-later
#include <oneapi/tbb/enumerable_thread_specific.h>
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_pipeline.h>
#include <oneapi/tbb/task_arena.h>

#include <exception>

#include "photolint/pipeline/executors.h"

namespace photolint {
namespace {

namespace tbb = oneapi::tbb;

using Slots = tbb::enumerable_thread_specific<WorkerSlot>;
// Shared, because the pipeline copies what passes between its stages.
using ItemInFlight = std::shared_ptr<const WorkItem>;
using VerdictInFlight = std::shared_ptr<const Verdict>;

void run_pipeline(Intake& intake, Slots& slots, Delivery& delivery, int live_items) {
  const auto read = [&intake](tbb::flow_control& control) -> ItemInFlight {
    std::optional<WorkItem> item = intake.next();
    if (item) return std::make_shared<const WorkItem>(*std::move(item));
    control.stop();
    return nullptr;
  };
  const auto check = [&slots](const ItemInFlight& item) -> VerdictInFlight {
    return std::make_shared<const Verdict>(slots.local().process(*item));
  };
  const auto write = [&delivery](const VerdictInFlight& verdict) { delivery.deliver(*verdict); };
  tbb::parallel_pipeline(
      static_cast<std::size_t>(live_items),
      tbb::make_filter<void, ItemInFlight>(tbb::filter_mode::serial_in_order, read) &
          tbb::make_filter<ItemInFlight, VerdictInFlight>(tbb::filter_mode::parallel, check) &
          tbb::make_filter<VerdictInFlight, void>(tbb::filter_mode::serial_in_order, write));
}

class TbbExecutor : public Executor {
 public:
  explicit TbbExecutor(const ExecutionOptions& options) : options_(options) {}

  Summary run(const RunInfo& info, WorkSource& source, const WorkerFactory& workers, Sink& sink,
              const StopToken& stop) override {
    Intake intake(source, stop);
    Delivery delivery(sink, intake);
    if (delivery.begin(info)) {
      try {
        // An arena alone gives no more threads than there are cores, and tests want eight everywhere.
        const tbb::global_control threads(tbb::global_control::max_allowed_parallelism,
                                          static_cast<std::size_t>(options_.jobs));
        tbb::task_arena arena(options_.jobs);
        Slots slots([&workers] { return WorkerSlot(workers); });
        arena.execute([&] { run_pipeline(intake, slots, delivery, options_.live_items); });
      } catch (const std::exception& fault) {
        // The stages do not throw; this is the pipeline itself without memory or threads.
        delivery.fail({ErrorCode::internal, {{"detail", fault.what()}}, {}});
      }
    }
    return delivery.finish();
  }

 private:
  ExecutionOptions options_;
};

}  // namespace

std::unique_ptr<Executor> make_tbb_executor(const ExecutionOptions& options) {
  return std::make_unique<TbbExecutor>(options);
}

}  // namespace photolint
