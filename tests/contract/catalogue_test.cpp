// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/catalogue.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "photolint/report/measurement_names.h"
#include "photolint/report/render.h"
#include "photolint/report/report_set.h"
#include "photolint/rule/verdict.h"
#include "rules/registry.h"

using namespace photolint;

namespace {

namespace fs = std::filesystem;

std::string read_text(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::set<std::string> names_in(std::string_view text) {
  std::set<std::string> names;
  for (const std::string_view name : placeholders(text)) names.emplace(name);
  return names;
}

/// ErrorCode name (kebab-case) to the args that its comment in core/error.h promises.
std::map<std::string, std::set<std::string>> documented_args() {
  std::map<std::string, std::set<std::string>> documented;
  const std::string header = read_text(std::string(PHOTOLINT_SOURCE_DIR) + "/lib/photolint/core/error.h");
  const std::regex value("\\n  ([a-z_]+), +///<([^\\n]*)");
  const std::regex args("args: ([a-z_, ]+)");
  const std::regex word("[a-z_]+");
  for (std::sregex_iterator i(header.begin(), header.end(), value), end; i != end; ++i) {
    std::string name = (*i)[1];
    std::replace(name.begin(), name.end(), '_', '-');
    const std::string comment = (*i)[2];
    std::set<std::string>& names = documented[name];
    std::smatch found;
    if (!std::regex_search(comment, found, args)) continue;
    const std::string list = found[1];
    for (std::sregex_iterator w(list.begin(), list.end(), word); w != end; ++w) names.insert(w->str());
  }
  return documented;
}

void check_has(const std::string& key) {
  INFO(key);
  CHECK(find_text(key) != nullptr);
}

/// Every match of the pattern's first group in the sources of the rules.
std::set<std::string> found_in_rules(const std::regex& pattern) {
  std::set<std::string> found;
  for (const auto& entry : fs::recursive_directory_iterator(std::string(PHOTOLINT_SOURCE_DIR) + "/rules")) {
    if (entry.path().extension() != ".cpp") continue;
    const std::string text = read_text(entry.path());
    for (std::sregex_iterator i(text.begin(), text.end(), pattern), end; i != end; ++i) found.insert((*i)[1]);
  }
  return found;
}

/// A brace that is neither part of a placeholder nor of anything else a sentence may hold.
bool has_stray_brace(std::string_view text) {
  std::string rest(text);
  for (const std::string_view name : placeholders(text)) {
    const std::string braced = "{" + std::string(name) + "}";
    rest.erase(rest.find(braced), braced.size());
  }
  return rest.find_first_of("{}") != std::string::npos;
}

}  // namespace

TEST_CASE("every catalogue entry has both languages, the same placeholders and a key of its own") {
  std::set<std::string_view> keys;
  for (const CatalogueEntry& entry : catalogue()) {
    INFO(entry.key);
    CHECK_FALSE(entry.text.en.empty());
    CHECK_FALSE(entry.text.zh_cn.empty());
    CHECK(names_in(entry.text.en) == names_in(entry.text.zh_cn));
    CHECK_FALSE(has_stray_brace(entry.text.en));
    CHECK_FALSE(has_stray_brace(entry.text.zh_cn));
    CHECK(keys.insert(entry.key).second);
  }
}

TEST_CASE("every error code has a sentence that uses only its documented args") {
  const auto documented = documented_args();
  REQUIRE(documented.size() == kErrorCodeCount);
  for (int i = 0; i < kErrorCodeCount; ++i) {
    const std::string name(to_string(static_cast<ErrorCode>(i)));
    INFO(name);
    REQUIRE(documented.count(name) == 1);
    const Text* text = find_text("error." + name);
    REQUIRE(text != nullptr);
    for (const std::string& used : names_in(text->en)) {
      INFO(used);
      CHECK(documented.at(name).count(used) == 1);
    }
  }
}

TEST_CASE("every word of the verdict is in the catalogue") {
  for (int i = 0; i < kVerdictStatusCount; ++i) {
    check_has("status." + std::string(to_string(static_cast<VerdictStatus>(i))));
  }
  for (const Severity s : {Severity::info, Severity::warning, Severity::error}) {
    check_has("severity." + std::string(to_string(s)));
  }
  for (const Status s : {Status::pass, Status::fail, Status::not_applicable, Status::cannot_assess}) {
    check_has("result." + std::string(to_string(s)));
  }
  for (const ReportFormat& format : report_formats()) check_has("format." + std::string(format.name));
}

TEST_CASE("every unit and measurement of a rule has words") {
  for (const RuleInfo& rule : rules::table()) {
    for (const ParamSpec& param : rule.body->params) check_has("unit." + std::string(param.unit));
  }
  const std::regex unit("measure\\([^;]*?, *\"([A-Za-z0-9-]*)\", *[0-9k]");
  for (const std::string& name : found_in_rules(unit)) check_has("unit." + name);
  const std::regex measured("measure\\( *\"([a-z0-9_]+)\"");
  std::set<std::string> known;
  for (const CatalogueEntry& entry : measurement_names()) {
    INFO(entry.key);
    CHECK(known.insert(std::string(entry.key)).second);
    CHECK_FALSE(entry.text.en.empty());
    CHECK_FALSE(entry.text.zh_cn.empty());
  }
  for (const std::string& name : found_in_rules(measured)) {
    INFO(name);
    CHECK(known.count(name) == 1);
  }
}

TEST_CASE("every message of a rule has both languages and well-formed placeholders") {
  const auto check = [](const MessageSpec& spec) {
    INFO(spec.id);
    CHECK_FALSE(spec.text.en.empty());
    CHECK_FALSE(spec.text.zh_cn.empty());
    CHECK(names_in(spec.text.en) == names_in(spec.text.zh_cn));
    for (const Language language : {Language::en, Language::zh_cn}) {
      CHECK_FALSE(has_stray_brace(spec.text.in(language)));
    }
  };
  for (const MessageSpec& spec : shared_messages()) check(spec);
  for (const RuleInfo& rule : rules::table()) {
    INFO(rule.code);
    for (const MessageSpec& spec : rule.body->messages) check(spec);
  }
}
