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

}  // namespace

TEST_CASE("every rule has a sample that passes and one that fails as expected") {
  const fs::path root = source_path("samples/rules");
  const ProgramResult run = run_photolint({"check", root.string(), "--profile", root / "profile.toml",
                                           "--date", "2026-11-21", "--format", "jsonl"});
  CAPTURE(run.err);
  REQUIRE(run.exit_code == 1);
  const std::map<std::string, std::string> actual = lines_of_rules(Report(run.out));
  const bool approve = std::getenv("PHOTOLINT_APPROVE") != nullptr;
  for (const RuleInfo& rule : rules::table()) {
    if (rule.body->stage != RuleStage::stable) continue;
    const std::string name(rule.name);
    CAPTURE(name);
    REQUIRE(actual.count(name) == 1);
    const std::string& lines = actual.at(name);
    CHECK(std::count(lines.begin(), lines.end(), '\n') == 2);
    CHECK(contains(lines, ".jpg pass\n"));
    CHECK(contains(lines, ".jpg fail "));
    const fs::path approved = root / name / "expected.txt";
    if (approve) std::ofstream(approved, std::ios::binary) << lines;
    CHECK(lines == read_bytes(approved));
  }
}
