// SPDX-License-Identifier: GPL-3.0-or-later
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <set>

#include "photolint/report/catalogue.h"
#include "photolint/report/notice_template.h"
#include "photolint/report/notice_words.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "rules/registry.h"
#include "tests/golden/scenario.h"
#include "tests/support/temp_dir.h"

using namespace photolint;
using namespace photolint::test;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> names_in(const std::string& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

bool has(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Runs the verdicts through the format into the folder.
Result<void> write_notices(const std::vector<Verdict>& verdicts, const RunInfo& run,
                           const std::string& folder, bool complete = true, ReportOptions options = {}) {
  auto sink = open_reports({"notices"}, folder, options);
  if (!sink) return sink.error();
  if (auto begun = sink.value()->begin(run); !begun) return begun;
  Summary summary;
  for (const Verdict& verdict : verdicts) {
    if (auto written = sink.value()->item(verdict); !written) return written;
    summary.add(verdict);
  }
  summary.complete = complete;
  return sink.value()->end(summary);
}

Verdict missing(std::int64_t seq, const std::string& number, const std::string& name) {
  Verdict verdict;
  verdict.seq = seq;
  verdict.id = number;
  verdict.fields = {{"student_no", number}, {"name", name}, {"phone", "13800138000"}, {"email", "=a@b.cn"}};
  verdict.status = VerdictStatus::missing;
  verdict.error = Error{ErrorCode::photo_missing, {{"tried", "x"}}, {}};
  return verdict;
}

RunInfo roster_run() {
  RunInfo run;
  run.roster_fields = {"student_no", "name", "phone", "email"};
  return run;
}

}  // namespace

TEST_CASE("students who are not accepted get one notice each, accepted ones none") {
  const TempDir folder;
  const scenario::Scenario scenario;
  REQUIRE(write_notices(scenario.verdicts(), scenario.run(), folder.path().string()).ok());
  const std::vector<std::string> names = names_in(folder / "notices");
  CHECK(std::count(names.begin(), names.end(), "2023000001.txt") == 0);
  REQUIRE(std::count(names.begin(), names.end(), "2023000002.txt") == 1);
  CHECK_FALSE(fs::exists(folder / "notices.partial"));
  const std::string notice = read_bytes(folder / "notices/2023000002.txt");
  CHECK(has(notice, "there is too little room above the head") == false);  // sentences begin with a capital
  CHECK(has(notice, "There is too little room above the head"));
  CHECK(has(notice, "Crop the original photo with more room above the head."));
  CHECK_FALSE(has(notice, "{"));
  struct stat status {};
  REQUIRE(::stat((folder / "notices/2023000002.txt").c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
}

TEST_CASE("hostile numbers make safe names, and two students of one number two files") {
  const TempDir folder;
  const std::vector<Verdict> verdicts = {missing(0, "../../etc/passwd", "甲"),
                                         missing(1, "7", "乙"),
                                         missing(2, "7", "丙"),
                                         missing(3, "CON", "丁"),
                                         missing(4, "11010519491231002X", "戊"),
                                         missing(5, std::string(300, '9'), "己")};
  REQUIRE(write_notices(verdicts, roster_run(), folder.path().string()).ok());
  const std::vector<std::string> names = names_in(folder / "notices");
  CHECK(names.size() == verdicts.size() + 1);
  CHECK(std::set<std::string>(names.begin(), names.end()).count("7-3.txt") == 1);
  for (const std::string& name : names) {
    CAPTURE(name);
    CHECK(name.size() < 120);
    CHECK_FALSE(has(name, ".."));
    CHECK_FALSE(has(name, "11010519491231002X"));
    CHECK(name != "CON.txt");
  }
  CHECK(has(read_bytes(folder / "notices/7.txt"), "乙"));
  CHECK(has(read_bytes(folder / "notices/7-3.txt"), "丙"));
}

TEST_CASE("the table for a mail merge masks numbers and disarms formulas") {
  const TempDir folder;
  REQUIRE(write_notices({missing(0, "1", "=HYPERLINK(1)")}, roster_run(), folder.path().string()).ok());
  const std::string table = read_bytes(folder / "notices/mail-merge.csv");
  CHECK(table.substr(0, 3) == "\xEF\xBB\xBF");
  CHECK(has(table, "'=HYPERLINK(1)"));
  CHECK(has(table, "'=a@b.cn"));
  CHECK(has(table, "138****8000"));
  CHECK_FALSE(has(table, "13800138000"));
}

TEST_CASE("notices of an earlier run do not outlive a complete one, other files do") {
  const TempDir folder;
  REQUIRE(write_notices({missing(0, "1", "甲")}, roster_run(), folder.path().string()).ok());
  folder.write("notices/sent.xlsx", "mine");
  SECTION("complete") {
    REQUIRE(write_notices({missing(0, "2", "乙")}, roster_run(), folder.path().string()).ok());
    CHECK(names_in(folder / "notices") == std::vector<std::string>{"2.txt", "mail-merge.csv", "sent.xlsx"});
  }
  SECTION("interrupted") {
    REQUIRE(write_notices({missing(0, "2", "乙")}, roster_run(), folder.path().string(), false).ok());
    CHECK(names_in(folder / "notices") == std::vector<std::string>{"1.txt", "mail-merge.csv", "sent.xlsx"});
    CHECK(names_in(folder / "notices.partial") ==
          std::vector<std::string>{"2.txt", "mail-merge.csv.partial"});
  }
}

TEST_CASE("a paragraph is left out where it has nothing to say, and hostile values stay values") {
  const auto parsed =
      NoticeTemplate::parse("# for the office {x}\r\nDear {name},\r\n\r\nFix: {problems}\n\nBye", "t.txt");
  REQUIRE(parsed.ok());
  const std::vector<Arg> quiet = {{"name", "{problems}"}, {"problems", ""}};
  CHECK(parsed.value().fill(quiet) == "Dear {problems},\n\nBye\n");
  const std::vector<Arg> args = {{"name", "A"}, {"problems", "x"}};
  CHECK(parsed.value().fill(args) == "Dear A,\n\nFix: x\n\nBye\n");
}

TEST_CASE("a template is refused with its line where it cannot be used") {
  const auto detail = [](std::string_view text) {
    const auto parsed = NoticeTemplate::parse(text, "t.txt");
    return parsed.ok() ? std::string("ok") : describe(parsed.error(), Language::en);
  };
  CHECK(has(detail("Dear {name}\n{problem}\n"), "t.txt:2: "));
  CHECK(has(detail("Dear {name}\n{problem}\n"), "\"{problems}\""));
  CHECK(has(detail("{姓名}\n"), "t.txt:1: "));
  CHECK(has(detail("# only a comment\n"), "no text"));
  CHECK(has(detail("\xFF\n"), "UTF-8"));
  CHECK(has(detail(std::string(70000, 'a')), "64 KB"));
  CHECK(detail("\xEF\xBB\xBFHello") == "ok");
  for (const Language language : {Language::en, Language::zh_cn}) {
    CHECK(NoticeTemplate::parse(built_in_notice(language), "").ok());
  }
}

TEST_CASE("every word for students belongs to a message of a rule") {
  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (const NoticeWords& words : notice_words()) {
    CAPTURE(words.rule, words.message);
    CHECK(seen.insert({words.rule, words.message}).second);
    const RuleInfo* rule = find_rule(rules::table(), words.rule);
    REQUIRE(rule != nullptr);
    if (!words.message.empty()) CHECK(find_message(*rule->body, words.message) != nullptr);
    CHECK_FALSE(words.problem.en.empty());
    CHECK_FALSE(words.problem.zh_cn.empty());
    CHECK(words.step.en.empty() == words.step.zh_cn.empty());
  }
}
