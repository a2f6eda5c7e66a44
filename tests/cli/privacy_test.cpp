// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <memory>

#include "photolint/roster/zip_archive.h"
#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

namespace {

/// Everything that no output may show, in the forms in which the lists below have it. The citizens' numbers
/// are examples of GB 11643, the rest is invented.
const std::vector<std::string> kSecrets = {"11010519491231002X",
                                           "11010519491231002x",
                                           "440524188001010014",
                                           "440524188001010041",
                                           "110105491231002",
                                           "13912345678",
                                           "13812345679",
                                           "E12345678",
                                           "e12345678",
                                           "H1234567890",
                                           "１３９１２３４５６７８",
                                           "１１０１０５１９４９１２３１００２Ｘ"};

/// Rows of every kind: joined by each step, with differing numbers, ambiguous, in one list only, unreadable;
/// numbers where nobody expects them.
const std::string kSchool =
    "学号,姓名,证件类型,证件号码,电话,出生日期,学院,班级,备注\n"
    "1,甲,,11010519491231002X,13912345678,1949-12-31,学院13912345678,班级440524188001010014,"
    "电话13912345678\n"
    "2,乙,,440524188001010014,13912345678,1880-01-01,,,证件440524188001010014\n"
    "3,丙,护照,E12345678 ,８６13912345678,2004-01-02,,,护照E12345678、e12345678\n"
    "4,丁,通行证, H1234567890,１３９１２３４５６７８,2004-01-03,,,\n"
    "5,戊,,１１０１０５１９４９１２３１００２Ｘ,,1949-12-31,,,\n"
    "6,己,,440524188001010014,,1880-01-01,,,\n"
    "7,庚,护照,E12345678,13812345679,2004-01-07,,,\n"
    "8,辛,,110105491231002,86-13912345678,,,,,,多一列13912345678,11010519491231002X\n";
const std::string kVendor =
    "学号,姓名,证件号码,电话,出生日期,备注\n"
    "1,甲,11010519491231002x,13812345679,1949-12-31,11010519491231002X\n"
    "2,乙,440524188001010041,13912345678,1880-01-01,\n"
    "3,丙,e12345678,+8613912345678,2004-01-02,E12345678\n"
    "4,丁,H1234567890,13912345678,2004-01-03,H1234567890\n"
    "40,壬,E12345678,13912345678,2004-01-09,13812345679\n"
    "41,癸,H1234567890,8613912345678,2004-01-09,110105491231002\n"
    "8,辛,\"110105491231002\"x,13912345678,,\n";

std::string record_profile(const TempDir& folder) {
  std::string text = "profile = \"records\"\nversion = 1\n\n";
  for (const char* code :
       {"FIL001", "REC001", "REC002", "REC003", "REC004", "REC005", "REC008", "BAT001", "BAT005"}) {
    text.append("[rules.").append(code).append("]\n");
  }
  return folder.write("records.toml", text);
}

void check_text(const std::string& where, const std::string& text) {
  for (const std::string& secret : kSecrets) {
    CAPTURE(where, secret);
    CHECK_FALSE(contains(text, secret));
  }
}

/// The texts of a workbook, which are packed in its file.
void check_workbook(const std::string& path) {
  const std::unique_ptr<ZipArchive> book =
      ZipArchive::open(std::make_unique<std::ifstream>(path, std::ios::binary)).value();
  constexpr std::size_t kMost = 1 << 24;
  check_text("workbook.xml", book->text_of("xl/workbook.xml", kMost).value());
  if (book->has("xl/sharedStrings.xml")) {
    check_text("sharedStrings.xml", book->text_of("xl/sharedStrings.xml", kMost).value());
  }
  int sheets = 0;
  const auto name = [&] { return "xl/worksheets/sheet" + std::to_string(sheets + 1) + ".xml"; };
  for (; book->has(name()); ++sheets) check_text(name(), book->text_of(name(), kMost).value());
  CHECK(sheets >= 3);
}

/// Every report of the run, its standard output and its standard error; nobody else may read the files.
void check_run(std::vector<std::string> arguments, const std::string& out) {
  arguments.insert(arguments.end(), {"--format", "all", "--out", out, "--verbose"});
  const ProgramResult run = run_photolint(arguments);
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 1);
  check_text("output", run.out + run.err);
  int files = 0;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(out)) {
    struct stat status {};
    REQUIRE(stat(entry.path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777) == (entry.is_directory() ? 0700U : 0600U));
    if (entry.is_directory()) continue;
    ++files;
    if (entry.path().extension() == ".xlsx") check_workbook(entry.path());
    check_text(entry.path().filename().string(), read_bytes(entry.path()));
  }
  CHECK(files > 8);
}

}  // namespace

TEST_CASE("no output of check or reconcile shows a personal number") {
  const TempDir folder;
  const std::string school = folder.write("school.csv", kSchool);
  const std::string vendor = folder.write("vendor.csv", kVendor);
  for (const char* student : {"1", "2", "3", "4", "9"}) {
    folder.write(std::string("photos/") + student + ".jpg", read_bytes(rejected_photo()));
  }
  const std::string profile = record_profile(folder);
  const std::vector<std::string> lists = {"reconcile", "--school", school, "--vendor", vendor};
  for (const std::string language : {"en", "zh-CN"}) {
    std::vector<std::string> fields = lists, photos = lists;
    fields.insert(fields.end(), {"--lang", language});
    check_run(fields, folder / ("fields-" + language));
    photos.insert(photos.end(), {"--lang", language, "--photos", folder / "photos", "--profile", profile});
    check_run(photos, folder / ("photos-" + language));
    for (const std::string& roster : {school, vendor}) {
      const std::string out = folder / (language + (roster == school ? "-school" : "-vendor"));
      check_run({"check", "--roster", roster, "--photos", folder / "photos", "--profile", profile, "--lang",
                 language},
                out);
    }
  }
}

TEST_CASE("complaints about a list do not show the numbers in it") {
  const TempDir folder;
  const std::string bare = folder.write("bare.csv", "11010519491231002X,甲,13912345678\n");
  const std::string good = folder.write("good.csv", "学号,姓名\n1,甲\n");
  for (const std::string language : {"en", "zh-CN"}) {
    for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
             {"reconcile", "--school", bare, "--vendor", good, "--lang", language},
             {"reconcile", "--school", good, "--vendor", bare, "--lang", language},
             {"reconcile", "--school", good, "--vendor", good, "--map-vendor", "13912345678=name", "--lang",
              language},
             {"check", "--roster", bare, "--photos", folder.path().string(), "--lang", language}}) {
      const ProgramResult run = run_photolint(arguments);
      CHECK(run.exit_code == 2);
      check_text("complaint", run.out + run.err);
    }
  }
}
