// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <new>

#include "photolint/pipeline/pipeline.h"
#include "tests/support/fake_pipeline.h"

using namespace photolint;
using namespace photolint::test;

namespace {

constexpr std::int64_t kItems = 300;

struct Setup {
  ExecutorKind kind = ExecutorKind::serial;
  ExecutionOptions options;
};

struct Run {
  RecordingSink sink;
  Summary summary;
  std::int64_t handed_out = 0;
};

std::unique_ptr<Run> run(const Setup& setup, const FakeWork& work, std::int64_t items = kItems) {
  auto result = std::make_unique<Run>();
  CountingSource source(items);
  const StopToken stop;
  result->summary =
      make_executor(setup.kind, setup.options)->run({}, source, fake_workers(work), result->sink, stop);
  result->handed_out = source.handed_out();
  return result;
}

std::string first_lines(const std::string& text, std::int64_t count) {
  std::size_t end = 0;
  for (std::int64_t i = 0; i < count; ++i) end = text.find('\n', end) + 1;
  return text.substr(0, end);
}

std::int64_t lines_of(const std::string& text) {
  return std::count(text.begin(), text.end(), '\n');
}

const FakeWork kMixed = {7, 0, 11, 5, nullptr, nullptr, nullptr};

void check_same_as_serial(ExecutorKind kind) {
  const std::unique_ptr<Run> oracle = run({ExecutorKind::serial, {}}, kMixed);
  CHECK(lines_of(oracle->sink.text) == kItems);
  CHECK(oracle->summary.complete);
  for (const int jobs : {1, 2, 8}) {
    for (const int live : {1, 3, 16, 1000}) {
      for (const std::uint32_t seed : {1U, 2U, 3U}) {
        FakeWork work = kMixed;
        work.seed = seed;
        work.max_delay_us = live == 16 ? 200 : 0;
        const std::unique_ptr<Run> other = run({kind, {jobs, live}}, work);
        CAPTURE(jobs, live, seed);
        CHECK(other->sink.text == oracle->sink.text);
        CHECK(other->summary.complete);
        CHECK(other->summary.by_status == oracle->summary.by_status);
        CHECK(other->summary.by_error == oracle->summary.by_error);
        REQUIRE(other->sink.ended.size() == 1);
        CHECK(other->sink.ended.front().complete);
      }
    }
  }
}

void check_stop(ExecutorKind kind) {
  const std::unique_ptr<Run> full = run({ExecutorKind::serial, {}}, kMixed);
  for (const std::int64_t at : {0, 1, 50}) {
    RecordingSink sink;
    CountingSource source(kItems);
    StopToken stop;
    source.stop_at(at, stop);
    FakeWork work = kMixed;
    work.max_delay_us = 100;
    const Summary summary = make_executor(kind, {4, 8})->run({}, source, fake_workers(work), sink, stop);
    CHECK(source.handed_out() == at + 1);
    CHECK(sink.text == first_lines(full->sink.text, at + 1));
    CHECK_FALSE(summary.complete);
    CHECK(summary.error->code == ErrorCode::interrupted);
    CHECK(summary.items == at + 1);
    REQUIRE(sink.ended.size() == 1);
    CHECK_FALSE(sink.ended.front().complete);
    CHECK(sink.ended.front().error->code == ErrorCode::interrupted);
  }
}

void check_sink_failures(ExecutorKind kind) {
  const std::unique_ptr<Run> full = run({ExecutorKind::serial, {}}, kMixed);
  for (const bool throws : {false, true}) {
    for (const std::string step : {"begin", "0", "40", "end"}) {
      RecordingSink sink;
      if (throws) {
        sink.throw_at(step);
      } else {
        sink.fail_at(step);
      }
      CountingSource source(kItems);
      const StopToken stop;
      const Summary summary = make_executor(kind, {4, 8})->run({}, source, fake_workers(kMixed), sink, stop);
      CAPTURE(throws, step);
      CHECK_FALSE(summary.complete);
      REQUIRE(summary.error);
      CHECK(summary.error->code == (throws ? ErrorCode::internal : ErrorCode::output_failed));
      CHECK(sink.ended.size() == (step == "begin" ? 0 : 1));
      if (step == "40") {
        CHECK(sink.text == first_lines(full->sink.text, 40));
        CHECK(summary.items == 40);
        CHECK(source.handed_out() <= 40 + 1 + 8);
      }
      if (step == "begin") CHECK(source.handed_out() == 0);
      if (step == "end") CHECK(sink.text == full->sink.text);
    }
  }
}

void check_broken_source(ExecutorKind kind) {
  for (const bool throws : {false, true}) {
    RecordingSink sink;
    CountingSource source(20);
    if (throws) {
      source.throw_at(10);
    } else {
      source.fail_at_end({ErrorCode::roster_unreadable, {{"reason", "read error"}}, {}});
    }
    const StopToken stop;
    const Summary summary = make_executor(kind, {2, 4})->run({}, source, fake_workers({}), sink, stop);
    CHECK_FALSE(summary.complete);
    CHECK(summary.error->code == (throws ? ErrorCode::internal : ErrorCode::roster_unreadable));
    CHECK(summary.items == (throws ? 10 : 20));
  }
}

void check_no_worker(ExecutorKind kind) {
  for (const bool throws : {false, true}) {
    RecordingSink sink;
    CountingSource source(5);
    const StopToken stop;
    const WorkerFactory factory = [throws]() -> std::unique_ptr<Worker> {
      if (throws) throw std::bad_alloc();
      return nullptr;
    };
    const Summary summary = make_executor(kind, {2, 4})->run({}, source, factory, sink, stop);
    CHECK(summary.complete);
    CHECK(summary.count(VerdictStatus::internal_error) == 5);
  }
}

void check_live_items(ExecutorKind kind) {
  std::atomic<int> now{0};
  std::atomic<int> most{0};
  std::atomic<int> made{0};
  const FakeWork work = {1, 200, 0, 0, &now, &most, &made};
  CHECK(run({kind, {8, 3}}, work)->summary.complete);
  CHECK(most.load() <= 3);
  CHECK(made.load() <= 8);
  CHECK(made.load() >= 1);
}

void check_nothing_to_do(ExecutorKind kind) {
  const std::unique_ptr<Run> none = run({kind, {2, 4}}, {}, 0);
  CHECK(none->summary.complete);
  CHECK(none->summary.items == 0);
  CHECK(none->sink.begun == 1);
  CHECK(none->sink.ended.size() == 1);
}

void check_everything(ExecutorKind kind) {
  check_same_as_serial(kind);
  check_stop(kind);
  check_sink_failures(kind);
  check_broken_source(kind);
  check_no_worker(kind);
  check_live_items(kind);
  check_nothing_to_do(kind);
}

}  // namespace

TEST_CASE("the serial executor keeps order, isolates items and says when it is incomplete") {
  check_everything(ExecutorKind::serial);
}

TEST_CASE("the tbb executor writes what the serial one writes") {
  check_everything(ExecutorKind::tbb);
}

TEST_CASE("the threads executor writes what the serial one writes") {
  check_everything(ExecutorKind::threads);
}

TEST_CASE("options out of range are made usable") {
  CHECK(run({ExecutorKind::tbb, {0, 0}}, {}, 5)->summary.items == 5);
  CHECK(run({ExecutorKind::threads, {-1, -1}}, {}, 5)->summary.items == 5);
}
