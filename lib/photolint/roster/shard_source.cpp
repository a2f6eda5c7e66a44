// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/shard_source.h"

#include <utility>

namespace photolint {
namespace {

class ShardSource : public CountedSource {
 public:
  ShardSource(std::unique_ptr<CountedSource> source, Shard shard)
      : source_(std::move(source)), shard_(shard) {}

  std::optional<WorkItem> next() override {
    while (std::optional<WorkItem> item = source_->next()) {
      if (item->seq % shard_.count == shard_.number - 1) return item;
    }
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::int64_t> size_hint() const override {
    const std::optional<std::int64_t> all = source_->size_hint();
    if (!all) return std::nullopt;
    return (*all + shard_.count - shard_.number) / shard_.count;
  }

  [[nodiscard]] std::optional<Error> failure() const override { return source_->failure(); }
  [[nodiscard]] SkippedCounts skipped() const override { return source_->skipped(); }
  [[nodiscard]] std::vector<std::string> field_names() const override { return source_->field_names(); }

 private:
  std::unique_ptr<CountedSource> source_;
  Shard shard_;
};

}  // namespace

std::unique_ptr<CountedSource> shard_source(std::unique_ptr<CountedSource> source, Shard shard) {
  return std::make_unique<ShardSource>(std::move(source), shard);
}

}  // namespace photolint
