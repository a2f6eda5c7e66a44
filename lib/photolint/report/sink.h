// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/core/result.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Writes one report. Called by one thread: begin once, item in order of seq, end once. A failure ends the
/// run as incomplete.
class Sink {
 public:
  virtual ~Sink() = default;
  virtual Result<void> begin(const RunInfo& run) = 0;
  virtual Result<void> item(const Verdict& verdict) = 0;
  virtual Result<void> end(const Summary& summary) = 0;
};

}  // namespace photolint
