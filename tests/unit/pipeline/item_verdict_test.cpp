// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/pipeline/item_verdict.h"

#include <catch2/catch.hpp>

#include "photolint/pipeline/pipeline.h"

using namespace photolint;

TEST_CASE("a verdict carries what the item said") {
  WorkItem item;
  item.seq = 4;
  item.id = "20210004";
  item.path = "/data/4.jpg";
  item.shown_path = "4.jpg";
  item.fields = {{"student_no", "20210004"}};
  item.roster_line = 6;
  const Verdict verdict = verdict_for(item);
  CHECK(verdict.seq == 4);
  CHECK(verdict.id == "20210004");
  CHECK(verdict.shown_path == "4.jpg");
  CHECK(verdict.fields == item.fields);
  CHECK(verdict.roster_line == 6);
  CHECK(verdict.status == VerdictStatus::internal_error);
}

TEST_CASE("each kind of problem has its status, and none is accepted") {
  const auto status = [](ErrorCode code) { return failed_verdict({}, {code, {}, {}}).status; };
  CHECK(status(ErrorCode::photo_missing) == VerdictStatus::missing);
  CHECK(status(ErrorCode::photo_ambiguous) == VerdictStatus::missing);
  CHECK(status(ErrorCode::photo_unclaimed) == VerdictStatus::unclaimed);
  CHECK(status(ErrorCode::photo_shared) == VerdictStatus::unreadable);
  CHECK(status(ErrorCode::file_missing) == VerdictStatus::unreadable);
  CHECK(status(ErrorCode::out_of_memory) == VerdictStatus::unreadable);
  CHECK(status(ErrorCode::internal) == VerdictStatus::internal_error);
  CHECK(status(ErrorCode::model_invalid) == VerdictStatus::internal_error);
  for (int code = 0; code < kErrorCodeCount; ++code) {
    const VerdictStatus s = status(static_cast<ErrorCode>(code));
    CHECK(static_cast<int>(s) > static_cast<int>(VerdictStatus::rejected));
  }
}

TEST_CASE("a failed verdict holds no path of this computer") {
  CHECK(failed_verdict({}, {ErrorCode::file_missing, {}, {"/home/a/1.jpg", 3, 0, {}}}).error->where ==
        Location{"", 3, 0, ""});
}

TEST_CASE("live items fit the memory") {
  CHECK(live_items_for(1000, 100, 8) == 10);
  CHECK(live_items_for(10000, 100, 8) == 16);
  CHECK(live_items_for(10, 100, 8) == 1);
  CHECK(live_items_for(1LL << 40, 0, 0) == 2);
}
