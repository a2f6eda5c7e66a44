// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

/// Exit code of a check of one photo with FIL001 of the severity.
int checked(const std::string& severity, const std::string& photo, std::vector<std::string> options) {
  const TempDir folder;
  const std::string profile = folder.write(
      "one.toml", "profile = \"one\"\nversion = 1\n\n[rules.FIL001]\nseverity = \"" + severity + "\"\n");
  options.insert(options.begin(), {"check", photo, "--profile", profile});
  return run_photolint(options).exit_code;
}

}  // namespace

TEST_CASE("the exit code follows the verdicts and --fail-on") {
  CHECK(checked("error", good_photo(), {}) == 0);
  CHECK(checked("error", rejected_photo(), {}) == 1);
  CHECK(checked("error", rejected_photo(), {"--fail-on", "error"}) == 1);
  CHECK(checked("error", rejected_photo(), {"--fail-on", "never"}) == 0);
  CHECK(checked("error", rejected_photo(), {"--exit-zero"}) == 0);
  CHECK(checked("warning", rejected_photo(), {}) == 1);
  CHECK(checked("warning", rejected_photo(), {"--fail-on", "error"}) == 0);
  CHECK(checked("info", rejected_photo(), {}) == 0);
}

TEST_CASE("a photo that cannot be read is never accepted") {
  const TempDir folder;
  const std::string text = folder.write("text.jpg", "no photo");
  CHECK(checked("info", text, {}) == 1);
  CHECK(checked("info", text, {"--fail-on", "error"}) == 1);
}

TEST_CASE("the report goes to standard output, the rest to standard error") {
  const TempDir folder;
  folder.write("photos/a.jpg", read_bytes(good_photo()));
  folder.write("photos/.hidden.jpg", "");
  const std::string profile = file_profile(folder);
  const ProgramResult to_stream =
      run_photolint({"check", folder / "photos", "--profile", profile, "--format", "jsonl"});
  CHECK(Report(to_stream.out).items.size() == 1);
  CHECK(to_stream.err == "skipped, hidden or of the system: 1\n");
  const ProgramResult quiet =
      run_photolint({"check", folder / "photos", "--profile", profile, "--format", "jsonl", "-q"});
  CHECK(quiet.out == to_stream.out);
  CHECK(quiet.err.empty());
  const ProgramResult to_folder =
      run_photolint({"check", folder / "photos", "--profile", profile, "--out", folder / "out"});
  CHECK(to_folder.out.empty());
  CHECK(to_folder.err ==
        "skipped, hidden or of the system: 1\nitems: 1, accepted 1\nreports: " + (folder / "out") + "\n");
}

TEST_CASE("a run without photos says so") {
  const TempDir folder;
  const std::string profile = file_profile(folder);
  const ProgramResult run = run_photolint({"check", folder.path().string(), "--profile", profile});
  CHECK(run.exit_code == 0);
  CHECK(contains(run.err, "no photo was found"));
  CHECK(contains(run_photolint({"check", "--files-from", "-", "--profile", profile, "--lang", "zh-CN"}).err,
                 "没有找到照片"));
}

TEST_CASE("output that cannot be written ends the run as incomplete") {
  const TempDir folder;
  const std::string profile = file_profile(folder);
  const std::vector<std::vector<std::string>> commands = {
      {"check", good_photo(), "--profile", profile},
      {"check", good_photo(), "--profile", profile, "--format", "jsonl", "--exit-zero"},
      {"inspect", good_photo(), "--profile", profile},
      {"rules"},
      {"rules", "--markdown"},
      {"profiles"},
      {"profiles", "schema"},
      {"self-test"},
      {"--help"},
      {"--version"},
  };
  for (const std::vector<std::string>& command : commands) {
    const ProgramResult run = run_photolint(command, {{}, {}, "/dev/full", {}});
    CAPTURE(command, run.err);
    CHECK(run.exit_code == 3);
    CHECK(contains(run.err, "cannot be written"));
  }
}

TEST_CASE("a report folder that cannot be made is refused before the run") {
  const TempDir folder;
  const std::string file = folder.write("file", "");
  for (const std::string& out : {file, file + "/below", std::string("/proc/photolint")}) {
    const ProgramResult run = run_photolint({"check", good_photo(), "--out", out});
    CAPTURE(run.err);
    CHECK(run.exit_code == 2);
    CHECK(contains(run.err, out.substr(0, file.size())));
    CHECK(contains(run.err, "the report cannot be written"));
  }
  CHECK(read_bytes(file).empty());
}
