// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/report_set.h"

#include <stdlib.h>
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "photolint/report/atomic_file.h"
#include "photolint/report/render.h"
#include "photolint/report/tee_sink.h"
#include "tests/golden/scenario.h"

using namespace photolint;

namespace {

namespace fs = std::filesystem;

/// An empty folder that is removed with everything in it.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "photolint-report-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path_ = name;
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  [[nodiscard]] std::string operator/(const std::string& name) const { return (path_ / name).string(); }
  [[nodiscard]] std::vector<std::string> names() const {
    std::vector<std::string> found;
    for (const auto& entry : fs::recursive_directory_iterator(path_)) {
      if (!entry.is_directory()) found.push_back(fs::relative(entry.path(), path_).string());
    }
    std::sort(found.begin(), found.end());
    return found;
  }

 private:
  fs::path path_;
};

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

unsigned mode_of(const std::string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777U;
}

/// Notes what it is told; fails where asked to.
class SpySink : public Sink {
 public:
  SpySink(std::string& log, int failing_item) : log_(log), failing_item_(failing_item) {}
  Result<void> begin(const RunInfo&) override {
    log_ += "b";
    return {};
  }
  Result<void> item(const Verdict& verdict) override {
    if (verdict.seq == failing_item_) return Error{ErrorCode::output_failed, {{"reason", "spy"}}, {}};
    log_ += "i";
    return {};
  }
  Result<void> end(const Summary& summary) override {
    log_ += summary.complete ? "E" : "e";
    return {};
  }

 private:
  std::string& log_;
  int failing_item_;
};

const std::vector<std::string> kAll = {"text",  "csv",   "xlsx",   "jsonl", "json",
                                       "junit", "sarif", "github", "lists"};
/// Those that are text in one file.
const std::vector<std::string> kTexts = {"text", "csv", "jsonl", "json", "junit", "sarif", "github"};

}  // namespace

TEST_CASE("a finished run leaves whole files for their owner only") {
  const Folder folder;
  const scenario::Scenario scenario;
  auto sink = open_reports(kAll, folder / "out", {});
  REQUIRE(sink.ok());
  CHECK(fs::exists(folder / "out/report.csv.partial"));
  CHECK_FALSE(fs::exists(folder / "out/report.csv"));
  REQUIRE(scenario::play(scenario, *sink.value(), scenario.summary()).ok());
  CHECK(folder.names() ==
        std::vector<std::string>{"out/lists/accepted.txt", "out/lists/missing.txt", "out/lists/orphans.txt",
                                 "out/lists/rejected.txt", "out/lists/review.txt", "out/lists/unlisted.txt",
                                 "out/lists/unreadable.txt", "out/report.csv", "out/report.github.txt",
                                 "out/report.json", "out/report.jsonl", "out/report.junit.xml",
                                 "out/report.sarif", "out/report.txt", "out/report.xlsx"});
  for (const std::string& name : folder.names()) CHECK(mode_of(folder / name) == 0600);
  CHECK(mode_of(folder / "out") == 0700);
}

TEST_CASE("files and streams get the same bytes") {
  const Folder folder;
  const scenario::Scenario scenario;
  for (const std::string& format : kTexts) {
    auto file = open_reports({format}, folder / format, {});
    REQUIRE(file.ok());
    REQUIRE(scenario::play(scenario, *file.value(), scenario.summary()).ok());
    std::ostringstream stream;
    auto streamed = open_report_stream({format}, stream, {});
    REQUIRE(streamed.ok());
    REQUIRE(scenario::play(scenario, *streamed.value(), scenario.summary()).ok());
    for (const ReportFormat& known : report_formats()) {
      if (known.name == format)
        CHECK(read_bytes(folder / (format + "/" + std::string(known.file))) == stream.str());
    }
  }
}

TEST_CASE("an interrupted run keeps its reports under the partial name and says so") {
  const Folder folder;
  const scenario::Scenario scenario;
  auto sink = open_reports({"jsonl", "lists"}, folder / "out", {});
  REQUIRE(sink.ok());
  REQUIRE(scenario::play(scenario, *sink.value(), scenario.interrupted()).ok());
  for (const std::string& name : folder.names()) CHECK(fs::path(name).extension() == ".partial");
  const std::string report = read_bytes(folder / "out/report.jsonl.partial");
  CHECK(report.find("\"complete\":false") != std::string::npos);
  CHECK(report.find("/home/") == std::string::npos);
}

TEST_CASE("a run that never ends leaves no file") {
  const Folder folder;
  const scenario::Scenario scenario;
  {
    auto sink = open_reports(kAll, folder / "out", {});
    REQUIRE(sink.ok());
    REQUIRE(sink.value()->begin(scenario.run()).ok());
  }
  CHECK(folder.names().empty());
}

TEST_CASE("two runs cannot write the same report at once") {
  const Folder folder;
  auto first = open_atomic_file(folder / "r.txt");
  REQUIRE(first.ok());
  REQUIRE(first.value()->write("first").ok());
  const auto second = open_atomic_file(folder / "r.txt");
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().args == std::vector<Arg>{{"reason", "report-busy"}});
  REQUIRE(first.value()->finish(true).ok());
  CHECK(read_bytes(folder / "r.txt") == "first");
}

TEST_CASE("a new report replaces the old one and a stale partial one") {
  const Folder folder;
  std::ofstream(folder / "r.txt") << "old";
  std::ofstream(folder / "r.txt.partial") << "stale, and longer than the new one";
  auto file = open_atomic_file(folder / "r.txt");
  REQUIRE(file.ok());
  REQUIRE(file.value()->write("new").ok());
  CHECK(read_bytes(folder / "r.txt") == "old");
  REQUIRE(file.value()->finish(true).ok());
  CHECK(read_bytes(folder / "r.txt") == "new");
  CHECK(mode_of(folder / "r.txt") == 0600);
}

TEST_CASE("a report never follows a link") {
  const Folder folder;
  std::ofstream(folder / "victim") << "safe";
  fs::create_symlink(folder / "victim", folder / "r.txt.partial");
  CHECK_FALSE(open_atomic_file(folder / "r.txt").ok());
  CHECK(read_bytes(folder / "victim") == "safe");
}

TEST_CASE("a report that cannot be written is an error with path and reason") {
  const Folder folder;
  const auto nowhere = open_atomic_file(folder / "none/r.txt");
  REQUIRE_FALSE(nowhere.ok());
  CHECK(nowhere.error().code == ErrorCode::output_failed);
  CHECK(nowhere.error().where.path == folder / "none/r.txt");
  std::ofstream(folder / "file") << "x";
  CHECK_FALSE(open_reports({"csv"}, folder / "file", {}).ok());
  CHECK_FALSE(open_reports({"csv"}, folder / "file/below", {}).ok());
  fs::create_directory(folder / "taken");
  auto taken = open_atomic_file(folder / "taken");
  REQUIRE(taken.ok());
  CHECK_FALSE(taken.value()->finish(true).ok());
}

TEST_CASE("a full disk ends the run") {
  const scenario::Scenario scenario;
  std::ofstream full("/dev/full", std::ios::binary);
  auto sink = open_report_stream({"jsonl"}, full, {});
  REQUIRE(sink.ok());
  const auto played = scenario::play(scenario, *sink.value(), scenario.summary());
  REQUIRE_FALSE(played.ok());
  CHECK(played.error().code == ErrorCode::output_failed);
}

TEST_CASE("wrong format names are usage errors that name the choices") {
  const Folder folder;
  const auto unknown = open_reports({"csv", "xslx"}, folder / "out", {});
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.error().code == ErrorCode::usage);
  CHECK(describe(unknown.error(), Language::en) ==
        "there is no report format \"xslx\"; allowed are: text, csv, xlsx, jsonl, json, junit, sarif, "
        "github, lists, html, notices, merge");
  CHECK_FALSE(open_reports({}, folder / "out", {}).ok());
  CHECK_FALSE(open_reports({"csv", "csv"}, folder / "out", {}).ok());
  CHECK(folder.names().empty());
  std::ostringstream stream;
  CHECK_FALSE(open_report_stream({"lists"}, stream, {}).ok());
  CHECK_FALSE(open_report_stream({"csv", "text"}, stream, {}).ok());
}

TEST_CASE("a failing sink ends the run, and every sink hears of it") {
  const scenario::Scenario scenario;
  std::string first, second, third;
  std::vector<std::unique_ptr<Sink>> sinks;
  sinks.push_back(std::make_unique<SpySink>(first, -1));
  sinks.push_back(std::make_unique<SpySink>(second, 1));
  sinks.push_back(std::make_unique<SpySink>(third, -1));
  auto tee = make_tee_sink(std::move(sinks));
  REQUIRE_FALSE(scenario::play(scenario, *tee, scenario.summary()).ok());
  CHECK_FALSE(tee->end(scenario.summary()).ok());
  CHECK(first == "biie");
  CHECK(second == "bie");
  CHECK(third == "bie");
}

TEST_CASE("a report of nothing is still a report") {
  const scenario::Scenario scenario;
  Summary empty;
  empty.complete = true;
  for (const std::string& format : kTexts) {
    std::ostringstream stream;
    auto sink = open_report_stream({format}, stream, {});
    REQUIRE(sink.ok());
    REQUIRE(sink.value()->begin(RunInfo{}).ok());
    REQUIRE(sink.value()->end(empty).ok());
    CHECK_FALSE(stream.str().empty());
  }
}

TEST_CASE("masked reports hold no personal number") {
  const scenario::Scenario scenario;
  for (const std::string& format : kTexts) {
    std::ostringstream stream;
    auto sink = open_report_stream({format}, stream, {.verbose = true, .statistics = true});
    REQUIRE(sink.ok());
    REQUIRE(scenario::play(scenario, *sink.value(), scenario.summary()).ok());
    for (const char* number : {"11010519491231002X", "440524188001010014", "110105491231002", "13800138000",
                               "E1234567890", "202300000000000000123", "/home/"}) {
      INFO(format << " " << number);
      CHECK(stream.str().find(number) == std::string::npos);
    }
  }
}
