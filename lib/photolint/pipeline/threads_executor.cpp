// SPDX-License-Identifier: GPL-3.0-or-later
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stdexcept>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "photolint/pipeline/executors.h"

namespace photolint {
namespace {

/// An item from its reading to its delivery.
struct Ticket {
  WorkItem item;
  std::optional<Verdict> verdict;
};

/// Hands tickets to the workers in order and knows when they are back.
class Exchange {
 public:
  void post(std::shared_ptr<Ticket> ticket) {
    {
      const std::lock_guard lock(mutex_);
      waiting_.push_back(std::move(ticket));
    }
    posted_.notify_one();
  }

  /// The next ticket, or nullptr when there will be none.
  [[nodiscard]] std::shared_ptr<Ticket> take() {
    std::unique_lock lock(mutex_);
    posted_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
    if (waiting_.empty()) return nullptr;
    std::shared_ptr<Ticket> ticket = std::move(waiting_.front());
    waiting_.pop_front();
    return ticket;
  }

  void hand_back(Ticket& ticket, Verdict verdict) {
    {
      const std::lock_guard lock(mutex_);
      ticket.verdict = std::move(verdict);
    }
    done_.notify_one();
  }

  [[nodiscard]] Verdict wait_for(Ticket& ticket) {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [&ticket] { return ticket.verdict.has_value(); });
    return *std::move(ticket.verdict);
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      closed_ = true;
    }
    posted_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable posted_;
  std::condition_variable done_;  ///< one thread waits: that of the sink
  std::deque<std::shared_ptr<Ticket>> waiting_;
  bool closed_ = false;
};

/// Threads that work until the exchange closes; joined at the end whatever happens.
class Crew {
 public:
  Crew(Exchange& exchange, const WorkerFactory& workers, int size) : exchange_(&exchange) {
    for (int i = 0; i < size; ++i) {
      try {
        threads_.emplace_back([&exchange, &workers] { work(exchange, workers); });
      } catch (const std::system_error&) {
        break;  // fewer threads give the same reports
      }
    }
  }
  Crew(const Crew&) = delete;
  Crew& operator=(const Crew&) = delete;
  ~Crew() {
    exchange_->close();
    for (std::thread& thread : threads_) thread.join();
  }

  [[nodiscard]] bool empty() const { return threads_.empty(); }

 private:
  static void work(Exchange& exchange, const WorkerFactory& workers) {
    WorkerSlot slot(workers);
    while (const std::shared_ptr<Ticket> ticket = exchange.take()) {
      exchange.hand_back(*ticket, slot.process(ticket->item));
    }
  }

  Exchange* exchange_;
  std::vector<std::thread> threads_;
};

class ThreadsExecutor : public Executor {
 public:
  explicit ThreadsExecutor(const ExecutionOptions& options) : options_(options) {}

  Summary run(const RunInfo& info, WorkSource& source, const WorkerFactory& workers, Sink& sink,
              const StopToken& stop) override {
    Intake intake(source, stop);
    Delivery delivery(sink, intake);
    if (delivery.begin(info)) {
      try {
        Exchange exchange;
        const Crew crew(exchange, workers, options_.jobs);
        if (crew.empty()) throw std::runtime_error("no thread could be started");
        pass_through(intake, exchange, delivery);
      } catch (const std::exception& fault) {
        delivery.fail({ErrorCode::internal, {{"detail", fault.what()}}, {}});
      }
    }
    return delivery.finish();
  }

 private:
  /// Source and sink stay on this thread: the oldest ticket is always the next to be delivered.
  void pass_through(Intake& intake, Exchange& exchange, Delivery& delivery) const {
    std::deque<std::shared_ptr<Ticket>> in_flight;
    bool more = true;
    while (more || !in_flight.empty()) {
      while (more && in_flight.size() < static_cast<std::size_t>(options_.live_items)) {
        std::optional<WorkItem> item = intake.next();
        more = item.has_value();
        if (!item) break;
        in_flight.push_back(std::make_shared<Ticket>(Ticket{*std::move(item), std::nullopt}));
        exchange.post(in_flight.back());
      }
      if (in_flight.empty()) break;
      delivery.deliver(exchange.wait_for(*in_flight.front()));
      in_flight.pop_front();
    }
  }

  ExecutionOptions options_;
};

}  // namespace

std::unique_ptr<Executor> make_threads_executor(const ExecutionOptions& options) {
  return std::make_unique<ThreadsExecutor>(options);
}

}  // namespace photolint
