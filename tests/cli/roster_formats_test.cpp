// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// The roster against a folder with the photo of its first student.
ProgramResult check_with(const TempDir& folder, const std::string& roster,
                         const std::vector<std::string>& more = {}) {
  std::filesystem::create_directories(folder / "photos");
  std::filesystem::copy_file(source_path("samples/rules/roll/good.jpg"), folder / "photos/20260001.jpg",
                             std::filesystem::copy_options::overwrite_existing);
  std::vector<std::string> options = {
      "check",       "--roster",        source_path("tests/unit/roster/files/" + roster).string(),
      "--photos",    folder / "photos", "--out",
      folder / "out"};
  options.insert(options.end(), more.begin(), more.end());
  return run_photolint(options);
}

}  // namespace

TEST_CASE("workbooks are rosters like any other") {
  for (const char* roster : {"titles.xlsx", "titles.ods", "titles.xls"}) {
    const TempDir folder;
    const ProgramResult run = check_with(folder, roster);
    CAPTURE(roster, run.err);
    REQUIRE(run.exit_code == 1);
    const Report report(read_bytes(folder / "out/report.jsonl"));
    REQUIRE(report.items.size() >= 2);
    CHECK(report.items[0].id == "20260001");
    CHECK(report.items[0].path == "20260001.jpg");
    CHECK(report.items[0].error.empty());
    CHECK(report.items[1].status == "unreadable");
  }
}

TEST_CASE("a worksheet is chosen by name") {
  const TempDir folder;
  const ProgramResult both = check_with(folder, "two_sheets.xls");
  CHECK(both.exit_code == 2);
  CHECK(contains(both.err, "\"名单\", \"二班\""));
  CHECK(contains(both.err, "--sheet"));
  CHECK(check_with(folder, "two_sheets.xls", {"--sheet", "名单"}).exit_code == 1);
  const ProgramResult none = check_with(folder, "two_sheets.xls", {"--sheet", "三班", "--lang", "zh-CN"});
  CHECK(none.exit_code == 2);
  CHECK(contains(none.err, "名单中没有工作表“三班”"));
}

TEST_CASE("merged cells stop the run with their place") {
  const TempDir folder;
  const ProgramResult run = check_with(folder, "merged.xls");
  CHECK(run.exit_code == 2);
  CHECK(contains(run.err, "merged.xls:6:2: cells B6:B7"));
}
