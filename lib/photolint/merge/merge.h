// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "photolint/merge/merge_reader.h"
#include "photolint/report/sink.h"

namespace photolint {

/// Parts of one run, or several runs, that belong together.
class Merge {
 public:
  /// parts: in the order given. Shards of one run must each be there once; they are joined by their numbers.
  /// Whole runs follow one another and are numbered anew. Errors: usage, naming what does not agree.
  static Result<Merge> of(std::vector<std::unique_ptr<MergeReader>> parts);

  /// The head of the whole; lives as long as the object.
  [[nodiscard]] RunInfo run() const;
  /// Sends everything to the sink as one run: the rules of the batch look at all of it. stopped: asked before
  /// each item. A part that breaks off or is damaged makes the whole incomplete, with its error.
  [[nodiscard]] Summary write(Sink& sink, const std::function<bool()>& stopped);

 private:
  explicit Merge(std::vector<std::unique_ptr<MergeReader>> parts);
  [[nodiscard]] Result<std::optional<Verdict>> next();
  [[nodiscard]] Result<std::optional<Verdict>> next_of_shards();
  [[nodiscard]] Result<std::optional<Verdict>> next_of_runs();
  [[nodiscard]] Result<void> deliver(Sink& sink, const std::function<bool()>& stopped, Summary& summary);
  [[nodiscard]] std::optional<Error> failure() const;

  std::vector<std::unique_ptr<MergeReader>> parts_;
  std::vector<std::optional<Verdict>> waiting_;  ///< of shards: the next one of each
  bool started_ = false;
  std::size_t current_ = 0;  ///< of runs: the part that is read
  std::int64_t count_ = 0;
};

}  // namespace photolint
