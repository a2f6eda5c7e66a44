// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <string>

#include "photolint/report/lists_sink.h"
#include "photolint/report/report_set.h"
#include "tests/golden/scenario.h"

using namespace photolint;

namespace {

std::string approved_path(const std::string& name) {
  return std::string(PHOTOLINT_SOURCE_DIR) + "/tests/golden/approved/" + name;
}

std::string read_bytes(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream bytes;
  bytes << file.rdbuf();
  return bytes.str();
}

/// Says where two texts part: a whole-file dump would hide it.
std::string first_difference(const std::string& approved, const std::string& actual) {
  std::istringstream a(approved), b(actual);
  std::string line_a, line_b;
  for (int line = 1;; ++line) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (more_a && more_b && line_a == line_b) continue;
    if (!more_a && !more_b) return "only the end of the last line differs";
    return "line " + std::to_string(line) + "\napproved: " + (more_a ? line_a : "(end)") +
           "\nactual:   " + (more_b ? line_b : "(end)");
  }
}

/// Compares with the approved bytes; with PHOTOLINT_APPROVE set it approves them instead (approve.sh).
void check_approved(const std::string& name, const std::string& actual) {
  if (std::getenv("PHOTOLINT_APPROVE") != nullptr) {
    std::ofstream(approved_path(name), std::ios::binary) << actual;
    return;
  }
  const std::string approved = read_bytes(approved_path(name));
  if (approved == actual) {
    SUCCEED();
    return;
  }
  FAIL(name << " differs: " << first_difference(approved, actual)
            << "\nIf the change is wanted, run tests/golden/approve.sh and look at the diff.");
}

std::string report(const std::string& format, const ReportOptions& options, bool complete = true) {
  const scenario::Scenario scenario;
  std::ostringstream bytes;
  auto sink = open_report_stream({format}, bytes, options);
  REQUIRE(sink.ok());
  const auto played =
      scenario::play(scenario, *sink.value(), complete ? scenario.summary() : scenario.interrupted());
  REQUIRE(played.ok());
  return bytes.str();
}

std::string lists(const ReportOptions& options) {
  const scenario::Scenario scenario;
  std::array<std::ostringstream, kListFileCount> streams;
  std::array<std::unique_ptr<Output>, kListFileCount> outputs;
  for (std::size_t i = 0; i < kListFileCount; ++i) outputs[i] = make_stream_output(streams[i]);
  auto sink = make_lists_sink(std::move(outputs), options);
  REQUIRE(scenario::play(scenario, *sink, scenario.summary()).ok());
  std::string all;
  for (std::size_t i = 0; i < kListFileCount; ++i) {
    all.append("== ").append(to_string(static_cast<ListFile>(i))).append(" ==\n").append(streams[i].str());
  }
  std::replace(all.begin(), all.end(), '\0', '@');  // so that a diff of the approved file is readable
  return all;
}

constexpr Language kZh = Language::zh_cn;

}  // namespace

TEST_CASE("golden text reports") {
  check_approved("text.en.txt", report("text", {.statistics = true}));
  check_approved("text.zh-CN.txt", report("text", {.language = kZh, .statistics = true}));
  check_approved("text-verbose-colour.en.txt", report("text", {.verbose = true, .colour = true}));
  check_approved("text-incomplete.zh-CN.txt", report("text", {.language = kZh}, false));
}

TEST_CASE("golden csv reports") {
  check_approved("csv.en.csv", report("csv", {}));
  check_approved("csv.zh-CN.csv", report("csv", {.language = kZh}));
  check_approved("csv-ids.en.csv", report("csv", {.show_ids = true, .byte_order_mark = false}));
}

TEST_CASE("golden jsonl reports") {
  check_approved("jsonl.en.jsonl", report("jsonl", {}));
  check_approved("jsonl.zh-CN.jsonl", report("jsonl", {.language = kZh, .show_ids = true}));
  check_approved("jsonl-incomplete.en.jsonl", report("jsonl", {}, false));
}

TEST_CASE("golden json reports") {
  check_approved("json.en.json", report("json", {}));
  check_approved("json-incomplete.zh-CN.json", report("json", {.language = kZh, .show_ids = true}, false));
}

TEST_CASE("golden sarif reports") {
  check_approved("sarif.en.sarif", report("sarif", {}));
  check_approved("sarif.zh-CN.sarif", report("sarif", {.language = kZh, .show_ids = true}));
  check_approved("sarif-incomplete.en.sarif", report("sarif", {}, false));
}

TEST_CASE("golden github annotations") {
  check_approved("github.en.txt", report("github", {}));
  check_approved("github.zh-CN.txt", report("github", {.language = kZh, .show_ids = true}));
  check_approved("github-incomplete.en.txt", report("github", {}, false));
}

TEST_CASE("golden junit reports") {
  check_approved("junit.en.xml", report("junit", {}));
  check_approved("junit.zh-CN.xml", report("junit", {.language = kZh}));
  check_approved("junit-incomplete.en.xml", report("junit", {}, false));
}

TEST_CASE("golden lists") {
  check_approved("lists.txt", lists({}));
  check_approved("lists-nul.txt", lists({.nul_separated = true}));
}
