// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "photolint/core/date.h"
#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome taken(const std::string& captured, const Settings& settings = {}) {
  FileFacts file = good_file();
  file.metadata.captured = captured;
  Analysis analysis;
  analysis.file = &file;
  analysis.reference_day = parse_day("2026-06-30");
  return run_rule("FIL012", analysis, settings);
}

}  // namespace

TEST_CASE("capture-age counts the days to the reference date") {
  CHECK(taken("2026:06:30 08:00:00").status == Status::pass);
  const Outcome outcome = taken("2025:06:30 23:59:59");
  CHECK(outcome.status == Status::pass);
  CHECK(outcome.measured.front() == Measurement{"age", 365, "day", 0, -1, 365});
  CHECK(taken("2025:06:29 23:59:59").message == "too-old");
  CHECK(taken("2026:03:30 08:00:00", {{"max_age_day", std::int64_t{90}}}).status == Status::fail);
  CHECK(taken("2026:04:01 08:00:00", {{"max_age_day", std::int64_t{90}}}).status == Status::pass);
}

TEST_CASE("capture-age allows the day that a time zone can make, and no later one") {
  CHECK(taken("2026:07:01 06:00:00").status == Status::pass);
  CHECK(taken("2026:07:02 06:00:00").status == Status::fail);
  CHECK(taken("2026:07:02 06:00:00").message == "in-the-future");
}

TEST_CASE("capture-age tells a date that does not exist from none") {
  for (const char* text : {"2025:02:29 10:00:00", "2025:13:01 10:00:00", "yesterday", "2025", "\xff\xff"}) {
    CAPTURE(text);
    CHECK(taken(text).message == "impossible-date");
  }
  for (const char* text : {"", "0000:00:00 00:00:00", "    :  :     :  :  "}) {
    CAPTURE(text);
    CHECK(taken(text).status == Status::not_applicable);
    CHECK(taken(text).message == "no-date");
  }
}

TEST_CASE("capture-age cannot be assessed without a reference date") {
  FileFacts file = good_file();
  file.metadata.captured = "2026:06:30 08:00:00";
  CHECK(run_file_rule("FIL012", file).status == Status::cannot_assess);
}
