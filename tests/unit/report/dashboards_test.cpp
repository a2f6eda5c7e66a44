// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sstream>

#include "photolint/report/report_set.h"
#include "tests/golden/scenario.h"

using namespace photolint;

namespace {

/// A report about one photo that no row claims.
std::string report_of(const std::string& format, const std::string& path, const ReportOptions& options = {}) {
  Verdict verdict;
  verdict.id = verdict.shown_path = path;
  verdict.status = VerdictStatus::unclaimed;
  verdict.error = Error{ErrorCode::photo_unclaimed, {}, {}};
  Summary summary;
  summary.add(verdict);
  summary.complete = true;
  std::ostringstream stream;
  auto sink = open_report_stream({format}, stream, options);
  REQUIRE(sink.ok());
  REQUIRE(sink.value()->begin(RunInfo{}).ok());
  REQUIRE(sink.value()->item(verdict).ok());
  REQUIRE(sink.value()->end(summary).ok());
  return stream.str();
}

nlohmann::json sarif_result(const std::string& path) {
  return nlohmann::json::parse(report_of("sarif", path)).at("runs").at(0).at("results").at(0);
}

std::string uri_of(const std::string& path) {
  return sarif_result(path).at("locations").at(0).at("physicalLocation").at("artifactLocation").at("uri");
}

}  // namespace

TEST_CASE("a SARIF location is a relative reference whatever the file is called") {
  CHECK(uri_of("a/b-c_d.e~f.jpg") == "a/b-c_d.e~f.jpg");
  CHECK(uri_of("file:a?b#c%20.jpg") == "file%3Aa%3Fb%23c%2520.jpg");
  CHECK(uri_of("张 三.jpg") == "%E5%BC%A0%20%E4%B8%89.jpg");
  CHECK(uri_of("\xD5\xC5.jpg") == "%D5%C5.jpg");
  CHECK(uri_of("a\nb\x7F.jpg") == "a%0Ab%7F.jpg");
  CHECK(uri_of("11010519491231002X.jpg") == "110%2A%2A%2A%2A%2A%2A%2A%2A%2A%2A%2A002X.jpg");
}

TEST_CASE("a file name writes no link into a SARIF message") {
  const std::string text =
      sarif_result("[click](http://example.org)](x).jpg").at("message").at("text").get<std::string>();
  CHECK(text.find("](") == std::string::npos);
  CHECK(text.find("[click] (http://example.org)] (x).jpg") != std::string::npos);
}

TEST_CASE("a SARIF report of two lists names the state of an item") {
  Verdict verdict;
  verdict.id = "2023000001";
  verdict.reconciled = Reconciled{};
  verdict.reconciled->state = ReconcileState::not_delivered;
  verdict.status = status_of(ReconcileState::not_delivered);
  RunInfo run;
  run.comparison = ListComparison::fields;
  Summary summary;
  summary.add(verdict);
  std::ostringstream stream;
  auto sink = open_report_stream({"sarif"}, stream, {});
  REQUIRE(sink.value()->begin(run).ok());
  REQUIRE(sink.value()->item(verdict).ok());
  REQUIRE(sink.value()->end(summary).ok());
  const nlohmann::json log = nlohmann::json::parse(stream.str()).at("runs").at(0);
  const nlohmann::json& result = log.at("results").at(0);
  CHECK(result.at("ruleId") == "state-not-delivered");
  CHECK(log.at("tool").at("driver").at("rules").at(result.at("ruleIndex").get<std::size_t>()).at("id") ==
        "state-not-delivered");
  CHECK(log.at("invocations").at(0).at("executionSuccessful") == false);
}

TEST_CASE("a file name ends no property and begins no workflow command") {
  const std::string report = report_of("github", "a,b:c%0A\n::error::\r.jpg");
  CHECK(report.find("::error file=a%2Cb%3Ac%250A\\n%3A%3Aerror%3A%3A\\r.jpg,title=unclaimed::a,b:c%250A") !=
        std::string::npos);
  std::istringstream lines(report);
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) CHECK(line.rfind("::", 0) == 0);
  CHECK(count == 2);
  CHECK(report.rfind("::notice title=photolint::", 0) == 0);
}
