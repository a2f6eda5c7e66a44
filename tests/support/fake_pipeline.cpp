// SPDX-License-Identifier: GPL-3.0-or-later
#include "fake_pipeline.h"

#include <chrono>
#include <random>
#include <stdexcept>
#include <thread>

namespace photolint::test {
namespace {

class FakeWorker : public Worker {
 public:
  explicit FakeWorker(const FakeWork& work) : work_(work) {
    if (work_.made != nullptr) ++*work_.made;
  }

  Verdict process(const WorkItem& item) override {
    enter();
    wait(item);
    leave();
    if (is_nth(item, work_.throws_every)) throw std::runtime_error("fault in item " + item.id);
    Verdict verdict;
    verdict.seq = item.seq;
    verdict.id = item.id;
    verdict.status = is_nth(item, work_.rejects_every) ? VerdictStatus::rejected : VerdictStatus::accepted;
    return verdict;
  }

 private:
  static bool is_nth(const WorkItem& item, int n) { return n > 0 && item.seq % n == n - 1; }

  void wait(const WorkItem& item) const {
    if (work_.max_delay_us == 0) return;
    std::minstd_rand random(work_.seed + static_cast<std::uint32_t>(item.seq) * 7919U);
    random.discard(3);
    const auto delay = random() % static_cast<std::uint32_t>(work_.max_delay_us);
    std::this_thread::sleep_for(std::chrono::microseconds(delay));
  }
  void enter() const {
    if (work_.in_flight == nullptr) return;
    const int now = ++*work_.in_flight;
    int most = work_.most_in_flight->load();
    while (most < now && !work_.most_in_flight->compare_exchange_weak(most, now)) continue;
  }
  void leave() const {
    if (work_.in_flight != nullptr) --*work_.in_flight;
  }

  FakeWork work_;
};

}  // namespace

std::optional<WorkItem> CountingSource::next() {
  if (seq_ == throw_at_) throw std::runtime_error("source broke");
  if (seq_ == count_) return std::nullopt;
  if (seq_ == stop_at_) token_->request_stop();
  WorkItem item;
  item.seq = seq_++;
  item.id = std::to_string(item.seq);
  return item;
}

Result<void> RecordingSink::step(const std::string& name) {
  if (name == throw_at_) throw std::runtime_error("sink broke");
  if (name == fail_at_) return Error{ErrorCode::output_failed, {{"reason", "disk full"}}, {}};
  return {};
}

Result<void> RecordingSink::begin(const RunInfo&) {
  ++begun;
  return step("begin");
}

Result<void> RecordingSink::item(const Verdict& verdict) {
  if (Result<void> done = step(std::to_string(items_)); !done) return done;
  ++items_;
  text += std::to_string(verdict.seq) + " " + verdict.id + " " + std::string(to_string(verdict.status));
  if (verdict.error) {
    text += " " + std::string(to_string(verdict.error->code));
    for (const Arg& arg : verdict.error->args) text += " " + arg.value;
  }
  text += "\n";
  return {};
}

Result<void> RecordingSink::end(const Summary& summary) {
  ended.push_back(summary);
  return step("end");
}

WorkerFactory fake_workers(const FakeWork& work) {
  return [work] { return std::make_unique<FakeWorker>(work); };
}

}  // namespace photolint::test
