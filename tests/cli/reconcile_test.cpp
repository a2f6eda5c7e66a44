// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "tests/cli/report.h"
#include "tests/support/dbf_file.h"

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

TEST_CASE("a worksheet of either list is chosen by name, and the file that needs it is named") {
  const TempDir folder;
  const std::string book = source_path("tests/unit/roster/files/two_sheets.xls").string();
  const std::string list = folder.write("list.csv", "学号,姓名\n1,甲\n");
  const ProgramResult unclear = run_photolint({"reconcile", "--school", list, "--vendor", book});
  CHECK(unclear.exit_code == 2);
  CHECK(contains(unclear.err, "two_sheets.xls: "));
  CHECK(contains(unclear.err, "--sheet-vendor"));
  CHECK(
      run_photolint({"reconcile", "--school", list, "--vendor", book, "--sheet-vendor", "名单"}).exit_code ==
      1);
  CHECK(
      run_photolint({"reconcile", "--school", book, "--vendor", list, "--sheet-school", "名单"}).exit_code ==
      1);
  const ProgramResult none =
      run_photolint({"reconcile", "--school", book, "--vendor", list, "--sheet-school", "三班"});
  CHECK(none.exit_code == 2);
  CHECK(contains(none.err, "two_sheets.xls: "));
}

TEST_CASE("lists that cannot be read are refused under their names") {
  const TempDir folder;
  const std::string list = folder.write("list.csv", "学号,姓名\n1,甲\n");
  const std::string damaged = folder.write("damaged.xlsx", "PK\x03\x04 and no more");
  const std::string workbook = read_bytes(source_path("tests/unit/roster/files/titles.xls"));
  const std::string cut = folder.write("cut.xls", workbook.substr(0, workbook.size() / 2));
  for (const std::string& bad : {damaged, cut}) {
    for (const auto& lists : {std::pair(list, bad), std::pair(bad, list)}) {
      const ProgramResult run =
          run_photolint({"reconcile", "--school", lists.first, "--vendor", lists.second});
      CHECK(run.exit_code == 2);
      CHECK(contains(run.err, std::filesystem::path(bad).filename().string()));
    }
  }
}

TEST_CASE("deleted records of either list are counted and left out") {
  const TempDir folder;
  const std::string dbf = folder.write(
      "list.dbf", dbf_file({{"XH"}, {"XM"}}, {{{"1", "A"}}, {{"2", "B"}, true}, {{"3", "C"}, true}}));
  const std::string csv = folder.write("list.csv", "学号,姓名\n1,A\n");
  const ProgramResult run = run_photolint({"reconcile", "--school", dbf, "--vendor", csv});
  CHECK(run.exit_code == 0);
  CHECK(contains(run.err, "marked as deleted: 2"));
  CHECK(contains(run_photolint({"reconcile", "--school", dbf, "--vendor", dbf}).err, "marked as deleted: 4"));
}

TEST_CASE("the rules of rows and batches judge the school's row of a delivered photo") {
  const TempDir folder;
  const std::string columns = "学号,姓名,证件号码,学籍状态\n";
  const std::string school =
      folder.write("school.csv", columns +
                                     "1,甲,110105194912310020,\n2,乙,440524188001010014,\n"
                                     "3,丙,11010519491231002X,\n4,丁,,已毕业\n5,戊,,\n"
                                     "6,己,,\n6,己,,\n");
  const std::string vendor =
      folder.write("vendor.csv", columns +
                                     "1,甲,110105194912310020,\n2,乙人,440524188001010014,\n"
                                     "3,丙,11010519491231002X,\n4,丁,,\n5,戊,,\n6,己,,\n");
  for (const char* student : {"1", "2", "5"}) {
    folder.write(std::string("photos/") + student + ".jpg", read_bytes(good_photo()));
  }
  const std::string profile =
      folder.write("records.toml",
                   "profile = \"records\"\nversion = 1\n\n[rules.FIL001]\n[rules.REC001]"
                   "\n[rules.REC008]\n[rules.BAT001]\n[rules.BAT005]\n");
  const ProgramResult run = run_photolint({"reconcile", "--school", school, "--vendor", vendor, "--photos",
                                           folder / "photos", "--profile", profile, "--format", "jsonl"});
  CAPTURE(run.out, run.err);
  CHECK(run.exit_code == 1);
  const Report report(run.out);
  REQUIRE(report.items.size() == 7);
  const auto status = [&](std::size_t i) { return report.items.at(i).status; };
  CHECK(status(0) == "review");
  CHECK(report.items[0].reasons == std::vector<std::string>{"REC001"});
  CHECK(status(1) == "rejected");  // the name differs, whatever the rules say
  CHECK(report.items[1].reasons.empty());
  CHECK(status(2) == "review");
  CHECK(report.items[2].error == "photo-missing");
  CHECK(report.items[2].reasons == std::vector<std::string>{"REC008"});
  CHECK(status(3) == "accepted");  // graduated: nothing was checked
  CHECK(report.items[3].findings.empty());
  CHECK(state_of(run.out, "4") == "linked");
  CHECK(state_of(run.out, "5") == "ready");
  CHECK(status(4) == "accepted");
  for (const std::size_t i : {5U, 6U}) {  // twice in the list: ambiguous says it, BAT001 need not
    CHECK(status(i) == "review");
    CHECK(report.items[i].findings.empty());
  }
}
