// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/reconcile_worker.h"

#include <utility>

#include "photolint/pipeline/item_verdict.h"

namespace photolint {
namespace {

/// True where the vendor has delivered for the student: what the rules say then belongs into the report.
bool is_delivered(ReconcileState state) {
  return state == ReconcileState::ready_doubtful || state == ReconcileState::field_differs;
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
    const bool judged = photos_ != nullptr && is_delivered(item.reconciled->state);
    if (!judged) return settled(item.problem ? failed_verdict(item, *item.problem) : verdict_for(item));
    // Where the photo is missing, the row is judged all the same.
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
