// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/reconcile_worker.h"

#include <utility>

#include "photolint/pipeline/item_verdict.h"

namespace photolint {
namespace {

VerdictStatus status_of(ReconcileState state) {
  switch (state) {
    case ReconcileState::ready:
    case ReconcileState::linked:
      return VerdictStatus::accepted;
    case ReconcileState::ready_doubtful:
    case ReconcileState::ambiguous:
    case ReconcileState::unknown_to_school:
      return VerdictStatus::review;
    case ReconcileState::not_delivered:
      return VerdictStatus::missing;
    case ReconcileState::field_differs:
      return VerdictStatus::rejected;
    case ReconcileState::unreadable:
      break;
  }
  return VerdictStatus::unreadable;
}

/// Faults of photolint and photos of nobody keep their own status; else the state decides.
Verdict settled(Verdict verdict) {
  const bool own_status = verdict.error && (verdict.status == VerdictStatus::internal_error ||
                                            verdict.status == VerdictStatus::unclaimed);
  if (!own_status) verdict.status = status_of(verdict.reconciled->state);
  return verdict;
}

class ReconcileWorker : public Worker {
 public:
  explicit ReconcileWorker(std::unique_ptr<Worker> photos) : photos_(std::move(photos)) {}

  Verdict process(const WorkItem& item) override {
    if (item.problem) return settled(failed_verdict(item, *item.problem));
    if (item.path.empty() || photos_ == nullptr) return settled(verdict_for(item));
    Verdict verdict = photos_->process(item);
    // Until its photo is accepted, a student is doubtful: nothing that goes wrong on the way makes one ready.
    ReconcileState& state = verdict.reconciled->state;
    if (state == ReconcileState::ready_doubtful && verdict.status == VerdictStatus::accepted) {
      state = ReconcileState::ready;
    }
    return settled(std::move(verdict));
  }

 private:
  std::unique_ptr<Worker> photos_;
};

}  // namespace

WorkerFactory reconcile_workers(const WorkerFactory& photos) {
  return [photos] { return std::make_unique<ReconcileWorker>(photos ? photos() : nullptr); };
}

}  // namespace photolint
