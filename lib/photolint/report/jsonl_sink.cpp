// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/jsonl_sink.h"

#include <utility>

#include "photolint/report/verdict_json.h"

namespace photolint {
namespace {

class JsonlSink : public Sink {
 public:
  JsonlSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    comparison_ = run.comparison;
    return output_->write(run_json(run, options_) + "\n");
  }

  Result<void> item(const Verdict& verdict) override {
    return output_->write(item_json(verdict, options_) + "\n");
  }

  Result<void> end(const Summary& summary) override {
    if (auto written = output_->write(summary_json(comparison_, summary, options_) + "\n"); !written)
      return written;
    return output_->finish(summary.complete);
  }

 private:
  std::unique_ptr<Output> output_;
  ReportOptions options_;
  ListComparison comparison_ = ListComparison::none;
};

}  // namespace

std::unique_ptr<Sink> make_jsonl_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<JsonlSink>(std::move(output), options);
}

}  // namespace photolint
