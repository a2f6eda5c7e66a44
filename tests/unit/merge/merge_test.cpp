// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/merge/merge.h"

#include <catch2/catch.hpp>
#include <sstream>

#include "photolint/core/base64.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "tests/golden/scenario.h"

using namespace photolint;

namespace {

/// The scenario as a report of the format.
std::string written(const std::string& format, const scenario::Scenario& scenario, const Summary& summary) {
  std::ostringstream stream;
  auto sink = open_report_stream({format}, stream, {});
  REQUIRE(sink.ok());
  REQUIRE(scenario::play(scenario, *sink.value(), summary).ok());
  return stream.str();
}

/// The summary of merging the text alone into the format, and the report.
std::pair<Summary, std::string> merged(const std::string& text, const std::string& format) {
  std::istringstream bytes(text);
  auto reader = MergeReader::open(bytes, "merge.jsonl", scenario::kTable);
  REQUIRE(reader.ok());
  std::vector<std::unique_ptr<MergeReader>> parts;
  parts.push_back(std::move(reader).value());
  auto merge = Merge::of(std::move(parts));
  REQUIRE(merge.ok());
  std::ostringstream stream;
  auto sink = open_report_stream({format}, stream, {});
  REQUIRE(sink.ok());
  const Summary summary = merge.value().write(*sink.value(), [] { return false; });
  return {summary, stream.str()};
}

/// Reads everything; the error, if any.
std::optional<Error> problem_of(const std::string& text) {
  std::istringstream bytes(text);
  auto reader = MergeReader::open(bytes, "m", scenario::kTable);
  if (!reader) return reader.error();
  while (true) {
    const auto verdict = reader.value()->next(reader.value()->head().rules);
    if (!verdict) return verdict.error();
    if (!verdict.value()) return std::nullopt;
  }
}

}  // namespace

TEST_CASE("base 64 keeps every byte and takes nothing else") {
  std::string bytes;
  for (int i = 0; i < 256; ++i) {
    bytes += static_cast<char>(i);
    CHECK(from_base64(base64(bytes)) == bytes);
  }
  CHECK(base64("") == "");
  CHECK(base64("f") == "Zg==");
  CHECK(base64("foobar") == "Zm9vYmFy");
  for (const char* wrong : {"Z", "Zg=", "Zh==", "Z===", "====", "Zm9v=mFy", "Zm 9", "Zg==Zg=="}) {
    CAPTURE(wrong);
    CHECK_FALSE(from_base64(wrong).has_value());
  }
}

TEST_CASE("what a merge file holds makes the same reports") {
  const scenario::Scenario scenario;
  const std::string text = written("merge", scenario, scenario.summary());
  for (const std::string format : {"text", "csv", "jsonl", "junit", "merge"}) {
    CAPTURE(format);
    const auto [summary, report] = merged(text, format);
    CHECK(summary.complete);
    CHECK(report == written(format, scenario, scenario.summary()));
  }
}

TEST_CASE("an incomplete run merges into an incomplete one") {
  const scenario::Scenario scenario;
  const auto [summary, report] = merged(written("merge", scenario, scenario.interrupted()), "jsonl");
  CHECK_FALSE(summary.complete);
  REQUIRE(summary.error.has_value());
  CHECK(summary.error->code == ErrorCode::output_failed);
  CHECK(report == written("jsonl", scenario, scenario.interrupted()));
}

TEST_CASE("a merge file that is cut off anywhere is refused") {
  const scenario::Scenario scenario;
  const std::string text = written("merge", scenario, scenario.summary());
  CHECK_FALSE(problem_of(text).has_value());
  for (std::size_t length = 0; length < text.size(); length += 7) {
    CAPTURE(length);
    CHECK(problem_of(text.substr(0, length)).has_value());
  }
  CHECK(problem_of(text + "{}\n").has_value());
}

TEST_CASE("a merge file with any byte changed is refused or read, and never throws") {
  const scenario::Scenario scenario;
  const std::string text = written("merge", scenario, scenario.summary());
  int refused = 0;
  for (std::size_t i = 0; i < text.size(); i += 3) {
    std::string changed = text;
    changed[i] = changed[i] == '9' ? '-' : '9';
    const std::optional<Error> problem = problem_of(changed);
    if (!problem) continue;
    ++refused;
    CHECK(problem->code == ErrorCode::usage);
    CHECK(problem->where.line > 0);
  }
  CHECK(refused > 100);
}

TEST_CASE("errors of a merge file name the member and its line") {
  const scenario::Scenario scenario;
  std::string text = written("merge", scenario, scenario.summary());
  const std::size_t at = text.find("\"roster_line\":");
  text.replace(at, 14, "\"roster_lime\":");
  const std::optional<Error> problem = problem_of(text);
  REQUIRE(problem.has_value());
  CHECK(describe(*problem, Language::en).find("m:2: \"roster_line\"") == 0);
}
