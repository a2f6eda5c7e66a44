// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "photolint/report/atomic_folder.h"
#include "photolint/report/histogram.h"
#include "photolint/report/html_words.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "tests/golden/scenario.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using photolint::test::read_bytes;
using photolint::test::TempDir;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    if (!entry.is_directory()) names.push_back(fs::relative(entry.path(), folder).string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

bool has(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

Result<void> write_report(const std::string& out, const scenario::Scenario& scenario, const Summary& summary,
                          const ReportOptions& options = {}) {
  auto sink = open_reports({"html"}, out, options);
  if (!sink) return sink.error();
  return scenario::play(scenario, *sink.value(), summary);
}

/// The value that a script of data/ hands to the page.
nlohmann::json value_in(const std::string& path) {
  const std::string script = read_bytes(path);
  const std::size_t begin = script.find('{'), end = script.rfind('}');
  return nlohmann::json::parse(script.substr(begin, end - begin + 1));
}

}  // namespace

TEST_CASE("the HTML report is a whole folder for its owner only") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  const auto names = names_in(folder / "out/html");
  for (const char* name : {"index.html", "assets/report.css", "assets/app.js", "data/words.js",
                           "data/head.js", "data/index-00000.js", "data/part-00000.js"}) {
    CHECK(has(names, name));
  }
  CHECK_FALSE(fs::exists(folder / "out/html.partial"));
  for (const auto& entry : fs::recursive_directory_iterator(folder / "out")) {
    struct stat status {};
    REQUIRE(::stat(entry.path().c_str(), &status) == 0);
    CHECK((status.st_mode & 0777U) == (entry.is_directory() ? 0700U : 0600U));
  }
}

TEST_CASE("the HTML report has the same bytes every time") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "a", scenario, scenario.summary()).ok());
  REQUIRE(write_report(folder / "b", scenario, scenario.summary()).ok());
  const auto names = names_in(folder / "a");
  REQUIRE(names == names_in(folder / "b"));
  for (const std::string& name : names)
    CHECK(read_bytes(folder / ("a/" + name)) == read_bytes(folder / ("b/" + name)));
}

TEST_CASE("what hostile names hold stands in the data as text") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  const nlohmann::json index = value_in(folder / "out/html/data/index-00000.js");
  const nlohmann::json part = value_in(folder / "out/html/data/part-00000.js");
  REQUIRE(index["rows"].size() == scenario.verdicts().size());
  REQUIRE(part["items"].size() == scenario.verdicts().size());
  CHECK(index["rows"][3][1] == "=HYPERLINK(\"http://example.org\",\"click\")");
  CHECK(index["rows"][10][0] == "spare/<b>&amp;]]>'.jpg");
  CHECK(index["rows"][6][1] == "名字\\u{202e}gpj.exe");
  CHECK(index["rows"][9][0] == "spare/gbk \\xd5\\xc5\\xc8\\xfd.jpg");
  for (const char* name : {"data/index-00000.js", "data/part-00000.js"}) {
    const std::string script = read_bytes(folder / ("out/html/" + std::string(name)));
    CHECK(std::count(script.begin(), script.end(), '\n') == 1);
  }
}

TEST_CASE("the data says in both languages why and by how much") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  const nlohmann::json part = value_in(folder / "out/html/data/part-00000.js");
  const nlohmann::json finding = part["items"][1]["findings"][3];
  CHECK(finding[0] == 3);
  CHECK(finding[2] == 2);
  const nlohmann::json sentence = part["texts"][finding[3].get<std::size_t>()];
  const Finding& told = scenario.verdicts()[1].findings[3];
  CHECK(sentence[0] == finding_message(told, Language::en));
  CHECK(sentence[1] == finding_message(told, Language::zh_cn));
  const nlohmann::json kind = part["kinds"][finding[4][0][0].get<std::size_t>()];
  CHECK(kind[1] == "head_top");
  CHECK(kind[4] == 50);
  CHECK(kind[5] == 110);
  CHECK(kind[7][0] == "allowed 50 px to 110 px");
  CHECK(finding[4][0][1] == 30);
  CHECK(finding[5] == nlohmann::json({10.3, 0, 300, 411.5}));
  const nlohmann::json head = value_in(folder / "out/html/data/head.js");
  CHECK(head["rules"][3]["fix"][0] == "Crop the original again with more room above the head.");
  CHECK(head["complete"] == true);
}

TEST_CASE("a newer HTML report leaves nothing of an older one") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  folder.write("out/html/data/part-00007.js", "of an older, longer report");
  folder.write("out/html.partial/.photolint-report", "of a killed run");
  folder.write("out/html.partial/photos/00000/000000.jpg", "of a killed run");
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  const auto names = names_in(folder / "out");
  CHECK(has(names, "html/index.html"));
  CHECK_FALSE(has(names, "html/data/part-00007.js"));
  CHECK_FALSE(has(names, "html/photos/00000/000000.jpg"));
  CHECK_FALSE(fs::exists(folder / "out/html.partial"));
}

TEST_CASE("a folder of somebody else's is never replaced or emptied") {
  for (const std::string name : {"out/html", "out/html.partial"}) {
    const TempDir folder;
    const scenario::Scenario scenario;
    folder.write(name + "/thesis.txt", "years of work");
    const auto written = write_report(folder / "out", scenario, scenario.summary());
    REQUIRE_FALSE(written.ok());
    CHECK(written.error().args == std::vector<Arg>{{"reason", "folder-not-a-report"}});
    CHECK(read_bytes(folder / (name + "/thesis.txt")) == "years of work");
  }
  const TempDir folder;
  folder.write("elsewhere/.photolint-report", "");
  folder.write("elsewhere/file", "safe");
  fs::create_directories(folder / "out");
  fs::create_symlink(folder / "elsewhere", folder / "out/html.partial");
  CHECK_FALSE(AtomicFolder::open(folder / "out/html").ok());
  CHECK(read_bytes(folder / "elsewhere/file") == "safe");
}

TEST_CASE("two runs cannot write the same HTML report at once") {
  const TempDir folder;
  auto first = AtomicFolder::open(folder / "html");
  REQUIRE(first.ok());
  const auto second = AtomicFolder::open(folder / "html");
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().args == std::vector<Arg>{{"reason", "report-busy"}});
  REQUIRE(first.value()->write("a/b/c.txt", "text").ok());
  REQUIRE(first.value()->finish(true).ok());
  CHECK(read_bytes(folder / "html/a/b/c.txt") == "text");
}

TEST_CASE("an interrupted run leaves the older HTML report, and a partial one that says so") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_report(folder / "out", scenario, scenario.summary()).ok());
  const std::string older = read_bytes(folder / "out/html/data/head.js");
  REQUIRE(write_report(folder / "out", scenario, scenario.interrupted()).ok());
  CHECK(read_bytes(folder / "out/html/data/head.js") == older);
  const nlohmann::json head = value_in(folder / "out/html.partial/data/head.js");
  CHECK(head["complete"] == false);
  CHECK(head["why"][0].get<std::string>().find("NOT COMPLETE") == 0);
  CHECK(head.dump().find("/home/") == std::string::npos);
  CHECK(fs::exists(folder / "out/html.partial/index.html"));
}

TEST_CASE("a run that never ends leaves no HTML report") {
  const TempDir folder;
  const scenario::Scenario scenario;
  {
    auto sink = open_reports({"html"}, folder / "out", {});
    REQUIRE(sink.ok());
    REQUIRE(sink.value()->begin(scenario.run()).ok());
    REQUIRE(sink.value()->item(scenario.verdicts().front()).ok());
    CHECK_FALSE(fs::exists(folder / "out/html.partial/index.html"));
  }
  CHECK(names_in(folder / "out").empty());
}

TEST_CASE("photos lie under the place of their item, a thousand a folder") {
  const TempDir folder;
  const scenario::Scenario scenario;
  auto sink = open_reports({"html"}, folder / "out", {});
  REQUIRE(sink.ok());
  REQUIRE(sink.value()->begin(scenario.run()).ok());
  Verdict verdict = scenario.verdicts().front();
  for (int i = 0; i < 1002; ++i) {
    verdict.seq = i;
    verdict.pictures =
        i == 1000 ? std::nullopt : std::optional(ReportPictures{"jpeg " + std::to_string(i), "", 480, 640});
    REQUIRE(sink.value()->item(verdict).ok());
  }
  REQUIRE(sink.value()->end(scenario.summary()).ok());
  CHECK(read_bytes(folder / "out/html/photos/00000/000999.jpg") == "jpeg 999");
  CHECK_FALSE(fs::exists(folder / "out/html/photos/00001/001000.jpg"));
  CHECK(read_bytes(folder / "out/html/photos/00001/001001.jpg") == "jpeg 1001");
  const nlohmann::json index = value_in(folder / "out/html/data/index-00000.js");
  CHECK(index["rows"][999][7] == 1);
  CHECK(index["rows"][1000][7] == 0);
  CHECK(value_in(folder / "out/html/data/part-00004.js")["items"].size() == 2);
}

TEST_CASE("an HTML report of compared lists has states, differences and next steps") {
  const TempDir folder;
  const scenario::Scenario scenario;
  Verdict verdict = scenario.verdicts().front();
  verdict.findings.clear();
  verdict.status = VerdictStatus::rejected;
  Reconciled found;
  found.state = ReconcileState::field_differs;
  found.joined_by = JoinStep::student_no;
  found.school_line = 2;
  found.vendor_line = 7;
  found.differences = {{"name", "张三", "张叁", DifferenceKind::different, 2, true}};
  verdict.reconciled = found;
  RunInfo run;
  run.comparison = ListComparison::fields;
  auto sink = open_reports({"html"}, folder / "out", {});
  REQUIRE(sink.ok());
  REQUIRE(sink.value()->begin(run).ok());
  REQUIRE(sink.value()->item(verdict).ok());
  Summary summary;
  summary.complete = true;
  REQUIRE(sink.value()->end(summary).ok());
  const nlohmann::json index = value_in(folder / "out/html/data/index-00000.js");
  CHECK(index["rows"][0][6] == static_cast<int>(ReconcileState::field_differs));
  const nlohmann::json lines = value_in(folder / "out/html/data/part-00000.js")["items"][0]["lists"];
  CHECK(lines[0][1].get<std::string>().find("张叁") != std::string::npos);
  CHECK(lines[1].back().get<std::string>().find("下一步") == 0);
  CHECK(value_in(folder / "out/html/data/head.js")["comparison"] == "fields");
}

TEST_CASE("a masked HTML report holds no personal number, an unmasked one holds them") {
  const scenario::Scenario scenario;
  for (const bool show_ids : {false, true}) {
    const TempDir folder;
    REQUIRE(write_report(folder / "out", scenario, scenario.summary(), {.show_ids = show_ids}).ok());
    std::string all;
    for (const std::string& name : names_in(folder / "out/html"))
      all += read_bytes(folder / ("out/html/" + name));
    for (const char* number : {"11010519491231002X", "440524188001010014", "13800138000", "E1234567890"}) {
      INFO(number);
      CHECK((all.find(number) != std::string::npos) == show_ids);
    }
    CHECK(all.find("/home/") == std::string::npos);
  }
}

TEST_CASE("every word of the page stands in both languages, and every word that it asks for is there") {
  const fs::path page = test::source_path("lib/photolint/report/html");
  std::string scripts;
  for (const auto& entry : fs::directory_iterator(page)) scripts += read_bytes(entry.path());
  for (const CatalogueEntry& entry : html_words()) {
    INFO(entry.key);
    CHECK_FALSE(entry.text.en.empty());
    CHECK_FALSE(entry.text.zh_cn.empty());
    auto names = placeholders(entry.text.en), other = placeholders(entry.text.zh_cn);
    std::sort(names.begin(), names.end());
    std::sort(other.begin(), other.end());
    CHECK(names == other);
    const std::string key(entry.key);
    const std::string group = key.substr(0, key.find('.') + 1);
    CHECK((scripts.find("\"" + key + "\"") != std::string::npos ||
           (!group.empty() && scripts.find("\"" + group + "\"") != std::string::npos)));
    CHECK(find_text(key) == nullptr);  // or it would be told twice
  }
}

TEST_CASE("a histogram keeps few bins and every value") {
  Histogram exact(1);
  for (const double value : {0.1, 0.1, -0.3}) exact.add(value);
  CHECK(exact.bins() == std::map<std::int64_t, std::int64_t>{{-3, 1}, {1, 2}});
  CHECK(exact.begin_of(-3) == Approx(-0.3));
  Histogram wide(0);
  for (int i = -5000; i < 5000; ++i) wide.add(i);
  wide.add(1e300);
  CHECK(wide.bins().size() <= Histogram::kMaxBins);
  std::int64_t all = 0;
  for (const auto& [bin, count] : wide.bins()) all += count;
  CHECK(all == 10001);
  CHECK(wide.begin_of(wide.bins().begin()->first) <= -5000);
  CHECK(wide.begin_of(wide.bins().begin()->first) + wide.bin_width() > -5000);
}
