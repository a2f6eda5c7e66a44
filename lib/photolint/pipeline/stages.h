// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <memory>
#include <optional>

#include "photolint/pipeline/pipeline.h"
#include "photolint/rule/batch.h"

// The three stages that every executor runs; none of their functions throws.

namespace photolint {

/// The beginning: hands out items until the source ends, a stop is requested or the sink has failed.
class Intake {
 public:
  Intake(WorkSource& source, const StopToken& stop) : source_(&source), stop_(&stop) {}

  [[nodiscard]] std::optional<WorkItem> next() noexcept;
  /// Called by the last stage, perhaps on another thread.
  void close() noexcept { closed_.store(true, std::memory_order_relaxed); }
  /// Why the source was not read to its end; read it when the run is over.
  [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }

 private:
  WorkSource* source_;
  const StopToken* stop_;
  std::atomic<bool> closed_{false};
  bool ended_ = false;
  std::optional<Error> failure_;
};

/// The middle: one thread's worker, made when the first item comes and made anew when it has thrown.
class WorkerSlot {
 public:
  explicit WorkerSlot(const WorkerFactory& factory) : factory_(&factory) {}

  [[nodiscard]] Verdict process(const WorkItem& item) noexcept;

 private:
  const WorkerFactory* factory_;
  std::unique_ptr<Worker> worker_;
};

/// The end: asks the rules of the batch, gives verdicts to the sink and counts them. Belongs to one thread at
/// a time.
class Delivery {
 public:
  Delivery(Sink& sink, Intake& intake) : sink_(&sink), intake_(&intake) {}

  /// False when the sink could not begin; nothing more is to be done then but finish().
  [[nodiscard]] bool begin(const RunInfo& info) noexcept;
  void deliver(Verdict verdict) noexcept;
  /// The sink's end is called even after it failed, so that it can clean up, but not when it never began.
  [[nodiscard]] Summary finish() noexcept;

  /// Ends the run early for a reason outside of the stages.
  void fail(Error error) noexcept;

 private:
  Sink* sink_;
  Intake* intake_;
  BatchStage batch_{nullptr};
  Summary summary_;
  bool begun_ = false;
};

}  // namespace photolint
