// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "rules/registry.h"
#include "tests/cli/report.h"

using namespace photolint;
using namespace photolint::test;
namespace fs = std::filesystem;

namespace {

/// Folder of a rule to its lines "<photo> pass" and "<photo> fail <message>", sorted. The id of the message
/// and no numbers: those may differ a little from processor to processor.
std::map<std::string, std::string> lines_of_rules(const Report& report) {
  std::map<std::string, std::string> lines;
  for (const ReportItem& item : report.items) {
    const std::size_t slash = item.path.find('/');
    const std::string folder = item.path.substr(0, slash);
    const RuleInfo* rule = find_rule(rules::table(), folder);
    if (rule == nullptr) throw std::runtime_error("samples/rules/" + folder + " is no rule's");
    std::string line = item.path.substr(slash + 1);
    if (!item.error.empty()) line += " " + item.status + " " + item.error;
    for (const nlohmann::json& finding : item.findings) {
      if (finding.at("code") != rule->code) continue;
      line += " " + finding.at("status").get<std::string>();
      const std::string message = finding.at("message_id");
      if (!message.empty()) line += " " + message;
    }
    lines[folder] += line + "\n";
  }
  return lines;
}

/// Rules that look at more than a photo have two student lists instead of two photos.
bool has_lists(const RuleInfo& rule) {
  return rule.body->subject != RuleSubject::photo || rule.body->needs.has(Need::code);
}

/// The samples' profile with this rule alone.
std::string profile_of(const RuleInfo& rule) {
  const std::string whole = read_bytes(source_path("samples/rules/profile.toml"));
  const std::size_t begin = whole.find("[rules." + std::string(rule.code) + "]");
  REQUIRE(begin != std::string::npos);
  const std::size_t end = whole.find("[rules.", begin + 1);
  return whole.substr(0, whole.find("[rules.")) + whole.substr(begin, end - begin);
}

/// Lines "<list>:<row> pass" and so on of one rule on the two student lists of its folder; a photo without a
/// row has its name instead.
std::string lines_of_lists(const RuleInfo& rule) {
  const fs::path root = source_path("samples/rules");
  const TempDir scratch;
  const std::string profile = scratch.write("one.toml", profile_of(rule));
  std::string lines;
  for (const std::string list : {"bad.csv", "good.csv"}) {
    const fs::path folder = root / std::string(rule.name);
    std::vector<std::string> words = {"check",  "--roster",   folder / list, "--profile", profile,
                                      "--date", "2026-11-21", "--format",    "jsonl",     "--exit-zero"};
    if (fs::is_directory(folder / "photos")) words.insert(words.end(), {"--photos", folder / "photos"});
    const ProgramResult run = run_photolint(words);
    CAPTURE(run.err);
    REQUIRE(run.exit_code == 0);
    for (const ReportItem& item : Report(run.out).items) {
      for (const nlohmann::json& finding : item.findings) {
        if (finding.at("code") != rule.code) continue;
        const std::string place = item.roster_line > 0 ? std::to_string(item.roster_line) : item.path;
        lines += list + ":" + place + " " + finding.at("status").get<std::string>();
        const std::string message = finding.at("message_id");
        lines += message.empty() ? "\n" : " " + message + "\n";
      }
    }
  }
  return lines;
}

void check_approved(const std::string& name, const std::string& lines) {
  const fs::path approved = source_path("samples/rules") / name / "expected.txt";
  if (std::getenv("PHOTOLINT_APPROVE") != nullptr) std::ofstream(approved, std::ios::binary) << lines;
  CHECK(lines == read_bytes(approved));
}

}  // namespace

TEST_CASE("every rule of rows and batches has a list that passes and one that fails as expected") {
  for (const RuleInfo& rule : rules::table()) {
    if (!has_lists(rule)) continue;
    const std::string name(rule.name);
    CAPTURE(name);
    const std::string lines = lines_of_lists(rule);
    const std::size_t good = lines.find("good.csv");
    REQUIRE(good != std::string::npos);
    CHECK(contains(lines.substr(0, good), " fail "));
    CHECK(contains(lines.substr(good), " pass\n"));
    CHECK_FALSE(contains(lines.substr(good), " fail"));
    check_approved(name, lines);
  }
}

TEST_CASE("every rule of photos has a sample that passes and one that fails as expected") {
  const fs::path root = source_path("samples/rules");
  const ProgramResult run = run_photolint({"check", root.string(), "--profile", root / "profile.toml",
                                           "--date", "2026-11-21", "--format", "jsonl"});
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 1);
  const std::map<std::string, std::string> actual = lines_of_rules(Report(run.out));
  for (const RuleInfo& rule : rules::table()) {
    if (rule.body->stage != RuleStage::stable || has_lists(rule)) continue;
    const std::string name(rule.name);
    CAPTURE(name);
    REQUIRE(actual.count(name) == 1);
    const std::string& lines = actual.at(name);
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
    CHECK(contains(lines, ".jpg pass\n"));
    CHECK(contains(lines, ".jpg fail "));
    check_approved(name, lines);
  }
}
