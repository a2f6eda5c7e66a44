// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

TEST_CASE("Ctrl-C ends the run early, and no report looks whole") {
  // Photos for about a minute of one thread; the signal comes when the program has long begun.
  constexpr int kPhotos = 1500;
  constexpr double kSignalAfterS = 2;
  const TempDir folder;
  fs::create_directory(folder / "photos");
  for (int i = 0; i < kPhotos; ++i) {
    fs::create_symlink(good_photo(), folder / ("photos/" + std::to_string(i) + ".jpg"));
  }
  // One photo a thousand times over is what the rules of the batch are there to find.
  const std::string profile =
      folder.write("alone.toml",
                   "profile = \"alone\"\nversion = 1\nextends = \"chsi-upload\"\n"
                   "[rules.BAT002]\nenabled = false\n[rules.BAT003]\nenabled = false\n");
  ProgramOptions options;
  options.interrupt_after_s = kSignalAfterS;
  const ProgramResult run = run_photolint(
      {"check", folder / "photos", "--profile", profile, "--jobs", "1", "--out", folder / "out"}, options);
  CAPTURE(run.err);
  CHECK(run.exit_code == 3);
  CHECK(contains(run.err, "photolint: the run was interrupted"));
  CHECK_FALSE(fs::exists(folder / "out/report.jsonl"));
  CHECK_FALSE(fs::exists(folder / "out/report.csv"));
  const Report report(read_bytes(folder / "out/report.jsonl.partial"));
  CHECK(report.summary.at("complete") == false);
  CHECK(report.summary.at("items") == report.items.size());
  CHECK(report.items.size() < kPhotos);
  for (const ReportItem& item : report.items) CHECK(item.status == "accepted");
}
