// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "photolint/pipeline/pipeline.h"

namespace photolint::test {

/// Items "0", "1", ... up to count. Can ask for a stop, fail or throw on the way.
class CountingSource : public WorkSource {
 public:
  explicit CountingSource(std::int64_t count) : count_(count) {}

  std::optional<WorkItem> next() override;
  [[nodiscard]] std::optional<Error> failure() const override { return failure_; }

  /// Asks for a stop while the item with this seq is handed out.
  void stop_at(std::int64_t seq, StopToken& token) {
    stop_at_ = seq;
    token_ = &token;
  }
  void throw_at(std::int64_t seq) { throw_at_ = seq; }
  void fail_at_end(Error error) { failure_ = std::move(error); }
  [[nodiscard]] std::int64_t handed_out() const { return seq_; }

 private:
  std::int64_t count_;
  std::int64_t seq_ = 0;
  std::int64_t stop_at_ = -1;
  std::int64_t throw_at_ = -1;
  StopToken* token_ = nullptr;
  std::optional<Error> failure_;
};

/// Writes one line a verdict and keeps what happened.
class RecordingSink : public Sink {
 public:
  Result<void> begin(const RunInfo& run) override;
  Result<void> item(const Verdict& verdict) override;
  Result<void> end(const Summary& summary) override;

  /// The step "begin", "end", or the number of an item.
  void fail_at(std::string step) { fail_at_ = std::move(step); }
  void throw_at(std::string step) { throw_at_ = std::move(step); }

  std::string text;
  int begun = 0;
  std::vector<Summary> ended;

 private:
  Result<void> step(const std::string& name);

  std::string fail_at_;
  std::string throw_at_;
  int items_ = 0;
};

/// What fake workers do.
struct FakeWork {
  std::uint32_t seed = 1;                 ///< of the delays
  int max_delay_us = 0;                   ///< 0: none
  int throws_every = 0;                   ///< every n-th item throws; 0: none
  int rejects_every = 0;                  ///< every n-th item is rejected
  std::atomic<int>* in_flight = nullptr;  ///< now, over all workers
  std::atomic<int>* most_in_flight = nullptr;
  std::atomic<int>* made = nullptr;  ///< workers
};

/// Workers whose verdict depends on the item alone, after a delay that depends on seed and item.
[[nodiscard]] WorkerFactory fake_workers(const FakeWork& work);

}  // namespace photolint::test
