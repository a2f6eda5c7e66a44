// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

namespace fs = std::filesystem;

/// Three students: two accepted, one rejected.
std::vector<std::string> batch(const TempDir& folder, const std::string& rows) {
  folder.write("photos/1.jpg", read_bytes(good_photo()));
  folder.write("photos/2.jpg", read_bytes(rejected_photo()));
  folder.write("photos/3.jpg", read_bytes(good_photo()));
  return {"check",
          "--lang",
          "en",
          "--roster",
          folder.write("list.csv", "学号,姓名,学院\n" + rows),
          "--photos",
          folder / "photos",
          "--profile",
          file_profile(folder),
          "--out",
          folder / "out",
          "--collect",
          folder / "ok"};
}

ProgramResult run(std::vector<std::string> arguments, const std::vector<std::string>& more = {}) {
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_photolint(arguments);
}

int files_in(const std::string& folder) {
  int files = 0;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) files += entry.is_regular_file() ? 1 : 0;
  return files;
}

}  // namespace

TEST_CASE("accepted photos are collected under their own names, unchanged") {
  const TempDir folder;
  const ProgramResult result = run(batch(folder, "1,甲,a\n2,乙,a\n3,丙,b\n"));
  CAPTURE(result.err);
  CHECK(result.exit_code == 1);
  CHECK(files_in(folder / "ok") == 2);
  CHECK(read_bytes(folder / "ok/1.jpg") == read_bytes(good_photo()));
  CHECK_FALSE(fs::exists(folder / "ok/2.jpg"));
  struct stat status {};
  REQUIRE(::stat((folder / "ok/3.jpg").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("a template names them, with folders and the photo's own extension") {
  const TempDir folder;
  const auto check = batch(folder, "1,甲,a\n2,乙,a\n3,丙,b\n");
  CHECK(run(check, {"--collect-name", "{college}/{student_no}_{name}"}).exit_code == 1);
  CHECK(fs::exists(folder / "ok/a/1_甲.jpg"));
  CHECK(fs::exists(folder / "ok/b/3_丙.jpg"));
}

TEST_CASE("links lead to the photos themselves") {
  const TempDir folder;
  CHECK(run(batch(folder, "1,甲,a\n2,乙,a\n3,丙,b\n"), {"--collect-link"}).exit_code == 1);
  CHECK(fs::hard_link_count(folder / "ok/1.jpg") == 2);
}

TEST_CASE("two students of one name: the first stays, the second is told, the reports are whole") {
  const TempDir folder;
  const ProgramResult result =
      run(batch(folder, "1,甲,a\n2,乙,a\n3,甲,b\n"), {"--collect-name", "{name}.jpg"});
  CAPTURE(result.err);
  CHECK(result.exit_code == 3);
  CHECK(contains(result.err, "not collected, 3"));
  CHECK(contains(result.err, "1 accepted photos are missing"));
  CHECK(files_in(folder / "ok") == 1);
  CHECK(fs::exists(folder / "out/report.csv"));
}

TEST_CASE("no value of a row leads out of the folder") {
  const TempDir folder;
  const ProgramResult result = run(batch(folder, "1,.,.\n2,乙,a\n3,../../x,b\n"),
                                   {"--collect-name", "{name}{college}/{student_no}.jpg"});
  CAPTURE(result.err);
  CHECK(result.exit_code == 3);
  CHECK(files_in(folder / "ok") == 0);
  CHECK_FALSE(fs::exists(folder / "1.jpg"));
}

TEST_CASE("a collection does not mix with an earlier one") {
  const TempDir folder;
  const auto check = batch(folder, "1,甲,a\n2,乙,a\n3,丙,b\n");
  folder.write("ok/old.jpg", "old");
  const ProgramResult result = run(check);
  CHECK(result.exit_code == 2);
  CHECK(contains(result.err, "not empty"));
  CHECK(files_in(folder / "ok") == 1);
}

TEST_CASE("options of the collection need it, and a template has to be one") {
  const TempDir folder;
  CHECK(run_photolint({"check", good_photo(), "--collect-link"}).exit_code == 2);
  CHECK(run(batch(folder, "1,甲,a\n"), {"--collect-name", "{nobody}.jpg"}).exit_code == 2);
  CHECK(run(batch(folder, "1,甲,a\n"), {"--collect-name", "../{name}.jpg"}).exit_code == 2);
}
