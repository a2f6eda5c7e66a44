// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;

namespace {

std::vector<std::string> sample_lists() {
  return {"reconcile", "--school", source_path("samples/reconcile/school.csv").string(), "--vendor",
          source_path("samples/reconcile/vendor.csv").string()};
}

ProgramResult reconciled(const std::vector<std::string>& more) {
  std::vector<std::string> arguments = sample_lists();
  arguments.insert(arguments.end(), more.begin(), more.end());
  return run_photolint(arguments);
}

/// The state of the item with the id.
std::string state_of(const std::string& report, const std::string& id) {
  std::size_t begin = 0;
  while (begin < report.size()) {
    const std::size_t end = report.find('\n', begin);
    const nlohmann::json line = nlohmann::json::parse(report.substr(begin, end - begin));
    if (line.at("kind") == "item" && line.at("id") == id) return line.at("reconcile").at("state");
    begin = end + 1;
  }
  return {};
}

}  // namespace

TEST_CASE("the sample lists are explained as approved, in both languages") {
  for (const std::string language : {"en", "zh-CN"}) {
    const ProgramResult run = reconciled({"--lang", language, "--verbose"});
    CHECK(run.exit_code == 1);
    const std::string text = run.out.substr(run.out.find('\n') + 1);  // the version is not compared
    const auto approved = source_path("samples/reconcile/expected." + language + ".txt");
    if (std::getenv("PHOTOLINT_APPROVE") != nullptr) std::ofstream(approved, std::ios::binary) << text;
    CHECK(text == read_bytes(approved));
  }
}

TEST_CASE("two lists give the same bytes with any number of threads") {
  for (const char* format : {"text", "csv", "jsonl", "junit"}) {
    const std::string one = reconciled({"--format", format, "--jobs", "1"}).out;
    CHECK_FALSE(one.empty());
    CHECK(one == reconciled({"--format", format, "--jobs", "7"}).out);
    CHECK(one == reconciled({"--format", format, "--executor", "threads", "--jobs", "3"}).out);
  }
}

TEST_CASE("a student is ready only when the delivered photo is accepted") {
  const TempDir folder;
  folder.write("list.csv", "学号,姓名\n1,甲\n2,乙\n3,丙\n");
  folder.write("photos/1.jpg", read_bytes(good_photo()));
  folder.write("photos/2.jpg", read_bytes(rejected_photo()));
  folder.write("photos/9.jpg", read_bytes(good_photo()));
  const std::string list = folder / "list.csv";
  const ProgramResult run =
      run_photolint({"reconcile", "--school", list, "--vendor", list, "--photos", folder / "photos",
                     "--profile", file_profile(folder), "--format", "jsonl"});
  CHECK(run.exit_code == 1);
  CHECK(state_of(run.out, "1") == "ready");
  CHECK(state_of(run.out, "2") == "ready-doubtful");
  CHECK(state_of(run.out, "3") == "ready-doubtful");
  CHECK(state_of(run.out, "9.jpg") == "unknown-to-school");
  const Report report(run.out);
  CHECK(report.item("2").reasons == std::vector<std::string>{"FIL001"});
  CHECK(report.item("3").error == "photo-missing");
  CHECK(run_photolint({"reconcile", "--school", list, "--vendor", list}).exit_code == 0);
}

TEST_CASE("reconcile refuses what it cannot use") {
  CHECK(run_photolint({"reconcile"}).exit_code == 2);
  CHECK(reconciled({"--match", "path"}).exit_code == 2);
  CHECK(reconciled({"--map-school", "没有=name"}).exit_code == 2);
  CHECK(reconciled({"--photos", "/nowhere"}).exit_code == 2);
  CHECK(run_photolint({"reconcile", "--school", "/nowhere", "--vendor", "/nowhere"}).exit_code == 2);
}
