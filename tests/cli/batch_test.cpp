// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <sstream>

#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

namespace {

ProgramResult check_batch(const std::string& roster, const std::string& out,
                          std::vector<std::string> options = {}) {
  options.insert(options.begin(), {"check", "--roster", source_path("samples/batch/" + roster).string(),
                                   "--photos", source_path("samples/batch/photos").string(), "--out", out});
  return run_photolint(options);
}

/// The invented ID numbers of the roster.
std::vector<std::string> id_numbers() {
  std::istringstream rows(read_bytes(source_path("samples/batch/roster-utf8.csv")));
  std::vector<std::string> numbers;
  for (std::string row; std::getline(rows, row);) {
    const std::size_t begin = row.find(",999999");
    if (begin != std::string::npos) numbers.push_back(row.substr(begin + 1, 18));
  }
  return numbers;
}

bool holds_any(const std::string& text, const std::vector<std::string>& parts) {
  for (const std::string& part : parts) {
    if (contains(text, part)) return true;
  }
  return false;
}

std::map<std::string, std::string> statuses(const Report& report) {
  std::map<std::string, std::string> result;
  for (const ReportItem& item : report.items) result[item.id] = item.status;
  return result;
}

}  // namespace

TEST_CASE("the sample class gets the verdicts it was made for") {
  const TempDir folder;
  const std::string out = folder / "out";
  const ProgramResult run = check_batch("roster-utf8.csv", out);
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 1);
  const Report report(read_bytes(out + "/report.jsonl"));

  CHECK(report.items.size() == 33);
  const nlohmann::json& counts = report.summary.at("by_status");
  CHECK(counts.at("accepted") == 12);
  CHECK(counts.at("missing") == 1);
  CHECK(counts.at("unclaimed") == 1);
  CHECK(counts.at("unreadable") == 1);
  for (int i = 1; i <= 12; ++i) {
    const std::string number = (i < 10 ? "202301010" : "20230101") + std::to_string(i);
    CAPTURE(number);
    CHECK(report.item(number).status == "accepted");
  }
  using Codes = std::vector<std::string>;
  CHECK(report.item("2023010114").reasons == Codes{"BGD001"});            // red
  CHECK(report.item("2023010117").reasons == Codes{"GEO012"});            // leans
  CHECK(report.item("2023010120").reasons == Codes{"IMG006", "BAT003"});  // dark
  // A hard shadow on the shirt looks like a pattern as well.
  CHECK(report.item("2023010121").reasons == Codes{"IMG009", "CLO004"});  // lit from one side
  CHECK(report.item("2023010122").reasons == Codes{"GEO006", "BAT003"});  // off centre
  CHECK(report.item("2023010125").status == "rejected");                  // two faces
  CHECK(report.item("2023010127").error == "image-truncated");
  CHECK(report.item("2023010128").reasons == Codes{"FIL001", "BAT003"});  // HEIC
  CHECK(report.item("2023010129").status == "rejected");                  // stored lying
  CHECK(report.item("2023010129").reasons == Codes{"BAT003", "FIL010"});
  CHECK(report.item("2023010130").error == "photo-missing");
  CHECK(report.item("IMG_0042.jpg").error == "photo-unclaimed");

  CHECK(contains(read_bytes(out + "/lists/missing.txt"), "2023010130"));
  CHECK(contains(read_bytes(out + "/lists/orphans.txt"), "IMG_0042.jpg"));
  CHECK(contains(read_bytes(out + "/lists/rejected.txt"), "2023010129"));
}

TEST_CASE("reports are for their owner, whole, and without ID numbers") {
  const std::vector<std::string> numbers = id_numbers();
  REQUIRE(numbers.size() == 32);
  const TempDir folder;
  for (const std::string language : {"en", "zh-CN"}) {
    const std::string out = folder / language;
    const ProgramResult run = check_batch("roster-gb18030.csv", out, {"--lang", language, "--format", "all"});
    REQUIRE(run.exit_code == 1);
    CHECK_FALSE(holds_any(run.out + run.err, numbers));
    int files = 0;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(out)) {
      const std::string path = entry.path().string();
      struct stat status {};
      REQUIRE(stat(path.c_str(), &status) == 0);
      CAPTURE(path);
      CHECK((status.st_mode & 0777) == (entry.is_directory() ? 0700U : 0600U));
      if (entry.is_directory()) continue;
      ++files;
      CHECK_FALSE(contains(path, ".partial"));
      // The lists feed scripts, which need the real names of the files.
      if (!contains(path, "/lists/")) CHECK_FALSE(holds_any(read_bytes(path), numbers));
    }
    CHECK(files > 60);  // a photo and perhaps a notice a student, and one or a few of every other format
  }
  CHECK(contains(read_bytes(folder / "en/report.txt"), "How to correct the photos"));
  CHECK(contains(read_bytes(folder / "zh-CN/report.txt"), "整改方法"));
  CHECK(contains(read_bytes(folder / "zh-CN/report.csv"), "欧阳静怡"));
  CHECK(statuses(Report(read_bytes(folder / "en/report.jsonl"))) ==
        statuses(Report(read_bytes(folder / "zh-CN/report.jsonl"))));
}

TEST_CASE("both rosters and --show-ids give the same verdicts") {
  const TempDir folder;
  REQUIRE(check_batch("roster-utf8.csv", folder / "utf8").exit_code == 1);
  REQUIRE(check_batch("roster-gb18030.csv", folder / "gb", {"--show-ids"}).exit_code == 1);
  const Report utf8(read_bytes(folder / "utf8/report.jsonl"));
  const Report gb(read_bytes(folder / "gb/report.jsonl"));
  CHECK(statuses(utf8) == statuses(gb));
  CHECK(utf8.run.at("ids_masked") == true);
  CHECK(gb.run.at("ids_masked") == false);
  for (const char* name : {"report.csv", "report.jsonl"}) {
    CAPTURE(name);
    CHECK(contains(read_bytes(folder / (std::string("gb/") + name)), id_numbers().front()));
  }
}
