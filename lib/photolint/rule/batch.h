// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "photolint/rule/verdict.h"

namespace photolint {

/// Runs the rules of the batch over the verdicts of a run, in their order. Belongs to one thread at a time.
class BatchStage {
 public:
  /// rules must outlive the object; nullptr: none.
  explicit BatchStage(const std::vector<BoundRule>* rules);

  /// The verdict with the outcomes of the batch rules, and the status that follows from them: an accepted,
  /// reviewed or rejected photo is judged anew, any other status stays. A rule that throws gives
  /// cannot_assess with message "rule-failed".
  [[nodiscard]] Verdict complete(Verdict verdict);

 private:
  struct Entry {
    const BoundRule* rule;
    std::unique_ptr<BatchRule> memory;
  };
  std::vector<Entry> entries_;
};

}  // namespace photolint
