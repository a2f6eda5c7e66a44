// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/support/run_program.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

namespace {

using Files = std::map<std::string, std::string>;

struct Variation {
  std::string name;
  std::vector<std::string> arguments;
  std::vector<std::string> environment;
  std::string directory;
  mode_t umask = 022;
};

Files files_below(const fs::path& root) {
  Files files;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root)) {
    if (entry.is_regular_file()) files[fs::relative(entry.path(), root).string()] = read_bytes(entry.path());
  }
  return files;
}

/// Every report of the sample class.
Files reports_of(const Variation& variation, const std::string& roster = {}) {
  const TempDir folder;
  const std::string out = folder / "out";
  std::vector<std::string> arguments = {
      "--lang",
      "zh-CN",
      "check",
      "--statistics",
      "--show-ids",
      "--out",
      out,
      "--roster",
      roster.empty() ? source_path("samples/batch/roster-utf8.csv").string() : roster,
      "--photos",
      source_path("samples/batch/photos").string()};
  arguments.insert(arguments.end(), variation.arguments.begin(), variation.arguments.end());
  const mode_t before = umask(variation.umask);
  const ProgramResult run = run_photolint(arguments, {variation.directory, {}, {}, variation.environment});
  umask(before);
  CAPTURE(variation.name, run.err);
  REQUIRE(run.exit_code == 1);
  return files_below(out);
}

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream stream(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// The first line that is not the same, for a failure that can be read; empty when all bytes are equal.
std::string difference(const std::string& expected, const std::string& actual) {
  if (expected == actual) return {};
  const std::vector<std::string> a = lines_of(expected);
  const std::vector<std::string> b = lines_of(actual);
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  return "line " + std::to_string(i + 1) + "\n" + (i < a.size() ? a[i] : "<end>") + "\n" +
         (i < b.size() ? b[i] : "<end>");
}

void check_same(const Files& expected, const Variation& variation) {
  const Files actual = reports_of(variation);
  CAPTURE(variation.name);
  CHECK(actual.size() == expected.size());
  for (const auto& [name, bytes] : expected) {
    CAPTURE(name);
    REQUIRE(actual.count(name) == 1);
    CHECK(difference(bytes, actual.at(name)) == "");
  }
}

const Files& serial_reports() {
  static const Files files = reports_of({"serial", {"--executor", "serial"}, {}, {}});
  return files;
}

/// Student number -> the row's line of the JSON report from the status on: without position in the roster.
std::map<std::string, std::string> verdicts(const Files& files) {
  std::map<std::string, std::string> result;
  for (const std::string& line : lines_of(files.at("report.jsonl"))) {
    const std::size_t id = line.find("\"id\":\"");
    const std::size_t status = line.find("\"status\":");
    if (line.rfind("{\"kind\":\"item\"", 0) != 0) continue;
    result[line.substr(id + 6, line.find('"', id + 6) - id - 6)] = line.substr(status);
  }
  return result;
}

}  // namespace

TEST_CASE("the program writes the same bytes with every executor") {
  REQUIRE(serial_reports().size() == 12);
  for (const std::string executor : {"tbb", "threads"}) {
    for (const std::string jobs : {"1", "2", "8"}) {
      check_same(serial_reports(), {executor + " " + jobs, {"--executor", executor, "--jobs", jobs}, {}, {}});
    }
  }
  check_same(serial_reports(), {"little memory", {"--memory", "64M", "--jobs", "2"}, {}, {}});
}

TEST_CASE("the program writes the same bytes in every environment") {
  const TempDir elsewhere;
  check_same(serial_reports(), {"again", {}, {}, {}});
  check_same(serial_reports(), {"working directory", {}, {}, elsewhere.path().string()});
  check_same(serial_reports(),
             {"relative", {"--profile", "rules/profiles/chsi-upload.toml"}, {}, source_path("").string()});
  check_same(serial_reports(), {"C", {}, {"LC_ALL=C", "TZ=Pacific/Kiritimati"}, {}});
  check_same(serial_reports(), {"Turkish", {}, {"LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8"}, {}});
  check_same(serial_reports(), {"German", {}, {"LC_ALL=de_DE.UTF-8", "TZ=America/St_Johns"}, {}});
  check_same(serial_reports(), {"GB18030", {}, {"LC_ALL=zh_CN.GB18030"}, {}});
  check_same(serial_reports(), {"umask 077", {}, {}, {}, 077});
  check_same(serial_reports(), {"umask 000", {}, {}, {}, 0});
}

TEST_CASE("the order of the roster changes no verdict") {
  std::vector<std::string> rows = lines_of(read_bytes(source_path("samples/batch/roster-utf8.csv")));
  REQUIRE(rows.size() == 33);
  std::reverse(rows.begin() + 1, rows.end());
  std::rotate(rows.begin() + 1, rows.begin() + 8, rows.end());
  std::string text;
  for (const std::string& row : rows) text += row + "\n";
  const TempDir folder;
  // Of two copies the later one is refused, so that the order of the rows decides which.
  const std::string profile =
      folder.write("alone.toml",
                   "profile = \"alone\"\nversion = 1\nextends = \"chsi-upload\"\n"
                   "[rules.BAT002]\nenabled = false\n[rules.BAT003]\nenabled = false\n");
  const Files straight = reports_of({"straight", {"--profile", profile}, {}, {}});
  const Files shuffled =
      reports_of({"shuffled", {"--profile", profile}, {}, {}}, folder.write("roster.csv", text));
  CHECK(shuffled.at("report.jsonl") != straight.at("report.jsonl"));
  const std::map<std::string, std::string> expected = verdicts(straight);
  CHECK(expected.size() == 33);
  CHECK(verdicts(shuffled) == expected);
}
