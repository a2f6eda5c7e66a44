// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/tee_sink.h"

#include <utility>

namespace photolint {
namespace {

class TeeSink : public Sink {
 public:
  explicit TeeSink(std::vector<std::unique_ptr<Sink>> sinks) : sinks_(std::move(sinks)) {}

  Result<void> begin(const RunInfo& run) override {
    for (const auto& sink : sinks_) {
      if (auto result = sink->begin(run); !result) return fail(result);
    }
    return {};
  }

  Result<void> item(const Verdict& verdict) override {
    for (const auto& sink : sinks_) {
      if (auto result = sink->item(verdict); !result) return fail(result);
    }
    return {};
  }

  Result<void> end(const Summary& summary) override {
    Summary told = summary;
    for (const auto& sink : sinks_) {
      if (failure_) {
        told.complete = false;
        told.error = failure_;
      }
      if (auto result = sink->end(told); !result && !failure_) failure_ = result.error();
    }
    return failure_ ? Result<void>(*failure_) : Result<void>();
  }

 private:
  Result<void> fail(const Result<void>& result) {
    failure_ = result.error();
    return result;
  }

  std::vector<std::unique_ptr<Sink>> sinks_;
  std::optional<Error> failure_;
};

}  // namespace

std::unique_ptr<Sink> make_tee_sink(std::vector<std::unique_ptr<Sink>> sinks) {
  return std::make_unique<TeeSink>(std::move(sinks));
}

}  // namespace photolint
