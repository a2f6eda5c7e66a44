// SPDX-License-Identifier: GPL-3.0-or-later
#include "rules/shipped_profiles.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <iterator>
#include <set>
#include <string>

#include "photolint/profile/binder.h"
#include "photolint/profile/profile.h"
#include "rules/registry.h"

using namespace photolint;

namespace {

ProfileSources shipped() {
  return {{}, rules::shipped_profiles()};
}

std::string read(const std::string& path) {
  std::ifstream file(PHOTOLINT_SOURCE_DIR "/" + path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Errors as people can act on them.
std::string listed(const std::vector<Error>& errors) {
  std::string out;
  for (const Error& error : errors) {
    out += error.where.path + ':' + std::to_string(error.where.line) + ' ' + error.where.key + ' ' +
           std::string(to_string(error.code));
    for (const Arg& arg : error.args) out += ' ' + arg.name + '=' + arg.value;
    out += '\n';
  }
  return out;
}

/// The code blocks of a document that are marked as TOML.
std::vector<std::string> toml_blocks(const std::string& document) {
  std::vector<std::string> blocks;
  std::size_t begin = document.find("```toml\n");
  while (begin != std::string::npos) {
    begin += 8;
    const std::size_t end = document.find("```", begin);
    blocks.push_back(document.substr(begin, end - begin));
    begin = document.find("```toml\n", end);
  }
  return blocks;
}

}  // namespace

TEST_CASE("every shipped profile binds to the rules without an error") {
  REQUIRE(rules::shipped_profiles().size() >= 12);
  for (const NamedText& profile : rules::shipped_profiles()) {
    const PlanOrErrors result = load_plan(std::string(profile.name), shipped(), rules::table());
    INFO(listed(result.errors));
    CHECK(result.plan);
  }
}

TEST_CASE("shipped profiles stand sorted, with a title in both languages and their sources") {
  std::set<std::string> hashes;
  std::string before;
  for (const NamedText& profile : rules::shipped_profiles()) {
    CAPTURE(profile.name);
    CHECK(before < profile.name);
    before = profile.name;
    const PlanOrErrors result = load_plan(std::string(profile.name), shipped(), rules::table());
    if (!result.plan) continue;  // the test above says why
    const Plan& plan = *result.plan;
    CHECK(plan.title_en != plan.name);
    CHECK(plan.title_zh_cn != plan.title_en);
    CHECK(plan.description_zh_cn != plan.description_en);
    CHECK_FALSE(plan.sources.empty());
    CHECK(hashes.insert(plan.hash).second);
  }
}

TEST_CASE("every rule of a shipped profile says where its limit comes from") {
  for (const NamedText& profile : rules::shipped_profiles()) {
    const PlanOrErrors result = load_plan(std::string(profile.name), shipped(), rules::table());
    if (!result.plan) continue;
    for (const BoundRule& rule : result.plan->rules) {
      CAPTURE(profile.name, rule.info->code);
      CHECK_FALSE(rule.reference.empty());
    }
  }
}

TEST_CASE("the resolved view of a shipped profile is a profile with the same hash") {
  for (const NamedText& profile : rules::shipped_profiles()) {
    const PlanOrErrors result = load_plan(std::string(profile.name), shipped(), rules::table());
    if (!result.plan) continue;
    const PlanOrErrors again =
        load_plan_text(resolved_toml(*result.plan, Language::zh_cn), "resolved.toml", {}, rules::table());
    INFO(listed(again.errors));
    REQUIRE(again.plan);
    CHECK(again.plan->hash == result.plan->hash);
  }
}

TEST_CASE("no parameter has the name of a key that every section has") {
  for (const RuleInfo& rule : rules::table()) {
    for (const ParamSpec& spec : rule.body->params) {
      CAPTURE(rule.code, spec.name);
      CHECK(std::find(section_keys().begin(), section_keys().end(), spec.name) == section_keys().end());
    }
  }
}

TEST_CASE("the schema for editors is fresh") {
  // To renew it: photolint profiles schema > docs/schema/profile.schema.json
  CHECK(read("docs/schema/profile.schema.json") == profile_schema(rules::table()));
}

TEST_CASE("the documents name every shipped profile, and their examples bind") {
  for (const char* path : {"docs/profiles.md", "docs/profiles.zh-CN.md"}) {
    CAPTURE(path);
    const std::string document = read(path);
    for (const NamedText& profile : rules::shipped_profiles()) {
      CAPTURE(profile.name);
      CHECK(document.find('`' + std::string(profile.name) + '`') != std::string::npos);
    }
    const std::vector<std::string> examples = toml_blocks(document);
    CHECK(examples.size() >= 2);
    for (const std::string& example : examples) {
      const PlanOrErrors result = load_plan_text(example, path, shipped(), rules::table());
      INFO(listed(result.errors));
      CHECK(result.plan);
    }
  }
}
