// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/stages.h"

#include <exception>
#include <new>
#include <utility>

#include "photolint/pipeline/item_verdict.h"

namespace photolint {
namespace {

Error internal_error(const char* detail) {
  return {ErrorCode::internal, {{"detail", detail}}, {}};
}

/// The exception that is being handled, as a value.
Error current_error() {
  try {
    throw;
  } catch (const std::bad_alloc&) {
    return {ErrorCode::out_of_memory, {}, {}};
  } catch (const std::exception& fault) {
    return internal_error(fault.what());
  } catch (...) {
    return internal_error("unknown exception");
  }
}

/// Runs a step of the sink; an exception is a failure like any other.
template <class Step>
Result<void> guarded(Step step) {
  try {
    return step();
  } catch (...) {
    return current_error();
  }
}

}  // namespace

std::optional<WorkItem> Intake::next() noexcept {
  if (ended_ || closed_.load(std::memory_order_relaxed)) return std::nullopt;
  if (stop_->stop_requested()) {
    ended_ = true;
    failure_ = Error{ErrorCode::interrupted, {}, {}};
    return std::nullopt;
  }
  try {
    std::optional<WorkItem> item = source_->next();
    if (item) return item;
    failure_ = source_->failure();
  } catch (...) {
    failure_ = current_error();
  }
  ended_ = true;
  return std::nullopt;
}

Verdict WorkerSlot::process(const WorkItem& item) noexcept {
  try {
    if (worker_ == nullptr) worker_ = (*factory_)();
    if (worker_ == nullptr) return failed_verdict(item, internal_error("no worker"));
    return worker_->process(item);
  } catch (...) {
    worker_.reset();
    // Whatever it was, photolint failed and not the photo.
    Verdict verdict = failed_verdict(item, current_error());
    verdict.status = VerdictStatus::internal_error;
    return verdict;
  }
}

bool Delivery::begin(const RunInfo& info) noexcept {
  const Result<void> begun = guarded([&] {
    batch_ = BatchStage(info.rules);
    return sink_->begin(info);
  });
  begun_ = begun.ok();
  if (!begun_) fail(begun.error());
  return begun_;
}

void Delivery::deliver(Verdict verdict) noexcept {
  if (summary_.error) return;  // items that were in flight when the sink failed
  const Result<void> written = guarded([&] {
    verdict = batch_.complete(std::move(verdict));
    return sink_->item(verdict);
  });
  if (written) {
    summary_.add(verdict);
  } else {
    fail(written.error());
  }
}

void Delivery::fail(Error error) noexcept {
  if (!summary_.error) summary_.error = std::move(error);
  intake_->close();
}

Summary Delivery::finish() noexcept {
  if (!summary_.error) summary_.error = intake_->failure();
  summary_.complete = !summary_.error;
  if (!begun_) return std::move(summary_);
  const Result<void> ended = guarded([&] { return sink_->end(summary_); });
  if (!ended && !summary_.error) summary_.error = ended.error();
  summary_.complete = !summary_.error;
  return std::move(summary_);
}

}  // namespace photolint
