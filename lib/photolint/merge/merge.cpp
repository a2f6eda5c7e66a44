// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/merge/merge.h"

#include <algorithm>
#include <exception>
#include <utility>

#include "photolint/rule/batch.h"

namespace photolint {
namespace {

using Parts = std::vector<std::unique_ptr<MergeReader>>;

std::optional<Error> disagreement(const Parts& parts) {
  const MergeHead& first = parts.front()->head();
  for (const auto& part : parts) {
    const MergeHead& head = part->head();
    for (std::size_t i = 0; i < first.common.size(); ++i) {
      if (head.common[i] == first.common[i]) continue;
      return part->refused("merge-differs", {{"member", first.common[i].name}});
    }
    if (head.shards != first.shards) {
      return part->refused("merge-shards", {{"count", std::to_string(head.shards)},
                                            {"expected", std::to_string(first.shards)}});
    }
  }
  return std::nullopt;
}

std::string shard_name(int shard, int shards) {
  return std::to_string(shard) + "/" + std::to_string(shards);
}

std::optional<Error> shard_problem(const Parts& parts) {
  const int shards = parts.front()->head().shards;
  if (shards == 1) return std::nullopt;
  std::vector<bool> seen(static_cast<std::size_t>(shards));
  for (const auto& part : parts) {
    const int shard = part->head().shard;
    if (seen.at(static_cast<std::size_t>(shard - 1))) {
      return part->refused("merge-twice", {{"shard", shard_name(shard, shards)}});
    }
    seen.at(static_cast<std::size_t>(shard - 1)) = true;
  }
  const auto missing = std::find(seen.begin(), seen.end(), false);
  if (missing == seen.end()) return std::nullopt;
  const int shard = static_cast<int>(missing - seen.begin()) + 1;
  return Error{ErrorCode::usage, {{"detail", "merge-missing"}, {"shard", shard_name(shard, shards)}}, {}};
}

Result<void> guarded(const std::function<Result<void>()>& step) {
  try {
    return step();
  } catch (const std::bad_alloc&) {
    return Error{ErrorCode::out_of_memory, {}, {}};
  } catch (const std::exception& fault) {
    return Error{ErrorCode::internal, {{"detail", fault.what()}}, {}};
  }
}

}  // namespace

Merge::Merge(Parts parts) : parts_(std::move(parts)), waiting_(parts_.size()) {}

Result<Merge> Merge::of(Parts parts) {
  if (parts.empty()) return Error{ErrorCode::usage, {{"detail", "merge-nothing"}}, {}};
  if (std::optional<Error> error = disagreement(parts)) return *std::move(error);
  if (std::optional<Error> error = shard_problem(parts)) return *std::move(error);
  return Merge(std::move(parts));
}

RunInfo Merge::run() const {
  RunInfo info = parts_.front()->head().run;
  // A comparison without photos has no rules.
  const bool no_rules = info.comparison == ListComparison::fields;
  info.rules = no_rules ? nullptr : &parts_.front()->head().rules;
  return info;
}

Result<std::optional<Verdict>> Merge::next() {
  return parts_.front()->head().shards > 1 ? next_of_shards() : next_of_runs();
}

Result<std::optional<Verdict>> Merge::next_of_runs() {
  while (current_ < parts_.size()) {
    auto verdict = parts_[current_]->next(parts_.front()->head().rules);
    if (!verdict || verdict.value()) {
      if (verdict) verdict.value()->seq = count_++;
      return verdict;
    }
    ++current_;
  }
  return std::optional<Verdict>();
}

Result<std::optional<Verdict>> Merge::next_of_shards() {
  for (std::size_t i = 0; i < parts_.size(); ++i) {
    if (started_ && i != current_) continue;
    auto verdict = parts_[i]->next(parts_.front()->head().rules);
    if (!verdict) return verdict;
    waiting_[i] = std::move(verdict).value();
  }
  started_ = true;
  const auto first = std::min_element(waiting_.begin(), waiting_.end(), [](const auto& a, const auto& b) {
    return a && (!b || a->seq < b->seq);
  });
  if (!*first) return std::optional<Verdict>();
  current_ = static_cast<std::size_t>(first - waiting_.begin());
  // Only a part that broke off may leave a gap; else the parts saw different photos or lists.
  if ((*first)->seq != count_ && !failure()) {
    return parts_[current_]->refused("merge-gap", {{"number", std::to_string(count_ + 1)}});
  }
  count_ = (*first)->seq + 1;
  return std::exchange(*first, std::nullopt);
}

std::optional<Error> Merge::failure() const {
  for (const auto& part : parts_) {
    if (part->failure()) return part->failure();
  }
  return std::nullopt;
}

Result<void> Merge::deliver(Sink& sink, const std::function<bool()>& stopped, Summary& summary) {
  BatchStage batch(run().rules);
  while (!stopped()) {
    auto verdict = next();
    if (!verdict) return verdict.error();
    if (!verdict.value()) return {};
    const Verdict whole = batch.complete(*std::move(verdict).value());
    if (auto written = sink.item(whole); !written) return written;
    summary.add(whole);
  }
  return Error{ErrorCode::interrupted, {}, {}};
}

Summary Merge::write(Sink& sink, const std::function<bool()>& stopped) {
  Summary summary;
  const Result<void> begun = guarded([&] { return sink.begin(run()); });
  if (!begun) {
    summary.error = begun.error();
    return summary;
  }
  const Result<void> delivered = guarded([&] { return deliver(sink, stopped, summary); });
  summary.error = delivered ? failure() : delivered.error();
  summary.complete = !summary.error;
  const Result<void> ended = guarded([&] { return sink.end(summary); });
  if (!ended && !summary.error) summary.error = ended.error();
  summary.complete = !summary.error;
  return summary;
}

}  // namespace photolint
