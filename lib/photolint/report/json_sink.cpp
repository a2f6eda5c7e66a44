// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/json_sink.h"

#include <utility>

#include "photolint/report/verdict_json.h"

namespace photolint {
namespace {

/// One object a line, so that a diff of two reports can be read.
class JsonSink : public Sink {
 public:
  JsonSink(std::unique_ptr<Output> output, const ReportOptions& options)
      : output_(std::move(output)), options_(options) {}

  Result<void> begin(const RunInfo& run) override {
    comparison_ = run.comparison;
    return output_->write("{\"run\":" + run_json(run, options_) + ",\n\"items\":[");
  }

  Result<void> item(const Verdict& verdict) override {
    const char* before = std::exchange(any_item_, true) ? ",\n" : "\n";
    return output_->write(before + item_json(verdict, options_));
  }

  Result<void> end(const Summary& summary) override {
    const std::string last = summary_json(comparison_, summary, options_);
    if (auto written = output_->write("\n],\n\"summary\":" + last + "}\n"); !written) return written;
    return output_->finish(summary.complete);
  }

 private:
  std::unique_ptr<Output> output_;
  ReportOptions options_;
  ListComparison comparison_ = ListComparison::none;
  bool any_item_ = false;
};

}  // namespace

std::unique_ptr<Sink> make_json_sink(std::unique_ptr<Output> output, const ReportOptions& options) {
  return std::make_unique<JsonSink>(std::move(output), options);
}

}  // namespace photolint
