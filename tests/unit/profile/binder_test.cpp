// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/profile/binder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <string>

#include "fake_rules.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("a good profile binds every kind of value") {
  const PlanOrErrors result = load(
      "profile = \"school\"\n"
      "version = 7\n"
      "title = { en = \"Our school\", zh-CN = \"我校\" }\n"
      "description = \"two\\nlines\"\n"
      "sources = [\"notice 1\"]\n"
      "[rules.FIL001]\n"
      "formats = [\"png\", \"jpeg\"]\n"
      "extension_agrees = false\n"
      "mode = \"multiple\"\n"
      "template = \"{student_no}.jpg\"\n"
      "editors = [\"Any Editor\", \"美图\"]\n"
      "[rules.GEO010]\n"
      "max_yaw_deg = 8\n"
      "severity = \"info\"\n"
      "on_cannot_assess = \"reject\"\n"
      "reference = \"house standard 4.2\"\n");
  REQUIRE(lines_and_codes(result).empty());
  const Plan& plan = result.plan.value();
  CHECK(plan.name == "school");
  CHECK(plan.version == 7);
  CHECK(plan.title_en == "Our school");
  CHECK(plan.title_zh_cn == "我校");
  CHECK(plan.description_zh_cn == "two\nlines");
  CHECK(plan.sources == std::vector<std::string>{"notice 1"});
  REQUIRE(plan.rules.size() == 2);
  CHECK(plan.rules[0].params.list("formats") == std::vector<std::string>{"png", "jpeg"});
  CHECK_FALSE(plan.rules[0].params.boolean("extension_agrees"));
  CHECK(plan.rules[0].params.text("mode") == "multiple");
  CHECK(plan.rules[0].params.list("editors").at(1) == "美图");
  CHECK(plan.rules[1].params.real("max_yaw_deg") == 8.0);
  CHECK(plan.rules[1].severity == Severity::info);
  CHECK(plan.rules[1].on_cannot_assess == OnCannotAssess::reject);
  CHECK(plan.rules[1].reference == "house standard 4.2");
  CHECK(plan.needs == Needs(Need::faces));
}

TEST_CASE("all problems of a file are listed at once, by line") {
  const PlanOrErrors result = load(
      "profil = \"school\"\n"           // 1 unknown; and the right key is missing
      "version = 1.5\n"                 // 2 real for integer
      "[rules.FIL001]\n"                // 3
      "formats = [\"jpg\", 3]\n"        // 4 choice and type
      "extension_agrees = 1\n"          // 5 type
      "mode = \"minimun\"\n"            // 6 choice
      "template = \"a\\nb\"\n"          // 7 two lines
      "severity = \"fatal\"\n"          // 8 choice
      "on_cannot_asses = \"review\"\n"  // 9 unknown
      "[rules.FIL002]\n"                // 10
      "min_bytes = -1\n"                // 11 range
      "max_bytes = 2.0\n"               // 12 real for integer
      "[rules.GEO010]\n"                // 13
      "max_yaw_deg = nan\n"             // 14 range
      "[rules.yaw]\n"                   // 15 a name, not a code
      "[rules.GEO01]\n"                 // 16 unknown code
      "[rules.XYZ]\n"                   // 17 unknown, nothing near
      "[colours]\n");                   // 18 unknown
  CHECK_FALSE(result.plan);
  CHECK(lines_and_codes(result) ==
        std::vector<std::string>{"1 profile-key-unknown", "1 profile-key-missing", "2 profile-type",
                                 "4 profile-choice", "4 profile-type", "5 profile-type", "6 profile-choice",
                                 "7 profile-type", "8 profile-choice", "9 profile-key-unknown",
                                 "11 profile-range", "12 profile-type", "14 profile-range",
                                 "15 profile-rule-unknown", "16 profile-rule-unknown",
                                 "17 profile-rule-unknown", "18 profile-key-unknown"});
  const std::vector<Error>& e = result.errors;
  CHECK(arg(e[0], "nearest") == "profile");
  CHECK(e[0].where == Location{"school.toml", 1, 1, "profil"});
  CHECK(arg(e[1], "key") == "profile");
  CHECK(arg(e[2], "expected") == "integer");
  CHECK(arg(e[2], "found") == "real");
  CHECK(arg(e[3], "value") == "jpg");
  CHECK(arg(e[3], "nearest") == "jpeg");
  CHECK(arg(e[3], "choices") == "jpeg, png, heic");
  CHECK(e[4].where == Location{"school.toml", 4, 19, "rules.FIL001.formats"});
  CHECK(arg(e[6], "nearest") == "minimum");
  CHECK(arg(e[9], "nearest") == "on_cannot_assess");
  CHECK(arg(e[10], "key") == "rules.FIL002.min_bytes");
  CHECK(arg(e[10], "value") == "-1");
  CHECK(arg(e[10], "max") == "1e+09");
  CHECK(arg(e[12], "value") == "nan");
  CHECK(arg(e[13], "nearest") == "GEO010");
  CHECK(arg(e[14], "nearest") == "GEO010");
  CHECK(arg(e[15], "nearest").empty());
}

TEST_CASE("syntax errors and wrong values are listed together") {
  const PlanOrErrors result = load(
      "profile = \"school\"\n"
      "version = = 1\n"
      "[rules.FIL002]\n"
      "max_byte = 3\n"
      "min_bytes = 1\n"
      "min_bytes = 2\n");
  CHECK(lines_and_codes(result) ==
        std::vector<std::string>{"2 profile-syntax", "4 profile-key-unknown", "6 profile-key-duplicate"});
}

TEST_CASE("every wrong shape is an error, never ignored") {
  const std::string head = "profile = \"s\"\nversion = 1\n";
  for (const char* text : {"rules = 3\n",
                           "rules = []\n",
                           "rules.FIL001 = true\n",
                           "[[rules]]\n",
                           "[[rules.FIL001]]\n",
                           "extends = 3\n",
                           "title = 3\n",
                           "title = { fr = \"x\" }\n",
                           "title = { en = 3 }\n",
                           "sources = \"x\"\n",
                           "sources = [1]\n",
                           "rules.FIL001.severity = 1\n",
                           "rules.FIL001.enabled = \"yes\"\n",
                           "rules.FIL001.formats = \"jpeg\"\n",
                           "rules.FIL001.formats = { a = 1 }\n",
                           "rules.FIL001.reference = 1979-05-27\n",
                           "rules.FIL002.min_bytes = 9223372036854775807\n",
                           "rules.GEO010.max_yaw_deg = inf\n",
                           "rules.GEO010.max_yaw_deg = \"8\"\n",
                           "rules.GEO010.max_yaw_deg = 45.0001\n",
                           "rules.\"\".x = 1\n"}) {
    CAPTURE(text);
    const PlanOrErrors result = load(head + text);
    CHECK_FALSE(result.plan);
    REQUIRE(result.errors.size() == 1);
    CHECK(result.errors[0].where.line == 3);
    CHECK(result.errors[0].where.column > 0);
  }
}

TEST_CASE("limits of a range belong to it") {
  const std::string head = "profile = \"s\"\nversion = 1\n[rules.GEO010]\nmax_yaw_deg = ";
  CHECK(load(head + "0").plan);
  CHECK(load(head + "45").plan);
  CHECK(load(head + "45.0").plan);
  CHECK_FALSE(load(head + "-0.001").plan);
}

TEST_CASE("a profile that runs no rule is an error") {
  const PlanOrErrors empty = load("profile = \"s\"\nversion = 1\n");
  REQUIRE(empty.errors.size() == 1);
  CHECK(empty.errors[0].code == ErrorCode::profile_empty);
  CHECK(load("").errors.size() == 2);  // name and version; that nothing runs follows from it
  const PlanOrErrors off = load("profile = \"s\"\nversion = 1\n[rules.FIL001]\nenabled = false\n");
  CHECK(lines_and_codes(off) == std::vector<std::string>{"0 profile-empty"});
}

TEST_CASE("names that cannot stand in a report or a file name are refused") {
  for (const char* name : {"", "a b", "a/b", "..", "-x", "a.toml", "a\\nb", "a\\u0007", "x:y",
                           "1234567890123456789012345678901234567890123456789012345678901234567890"}) {
    CAPTURE(name);
    const PlanOrErrors result =
        load("profile = \"" + std::string(name) + "\"\nversion = 1\n[rules.FIL001]\n");
    CHECK_FALSE(result.plan);
    CHECK(result.errors.size() == 1);
  }
  CHECK(load("profile = \"我校-2025\"\nversion = 1\n[rules.FIL001]\n").plan);
}

TEST_CASE("hostile text comes back shortened, cut between characters, and not without end") {
  std::string text = "profile = \"s\"\nversion = 1\n\"";
  for (int i = 0; i < 1000; ++i) text += "字";
  const PlanOrErrors long_key = load(text + "\" = 1\n[rules.FIL001]\n");
  REQUIRE(long_key.errors.size() == 1);
  CHECK(arg(long_key.errors[0], "key").size() == 78 + 3);

  std::string many = "profile = \"s\"\nversion = 1\n[rules.FIL001]\n";
  for (int i = 0; i < 5000; ++i) many += "k" + std::to_string(i) + " = 1\n";
  CHECK(load(many).errors.size() == 1000);
}

TEST_CASE("no parameter of the fake table has the name of a section key") {
  for (const RuleInfo& rule : kTable) {
    for (const ParamSpec& spec : rule.body->params) {
      CHECK(std::find(section_keys().begin(), section_keys().end(), spec.name) == section_keys().end());
    }
  }
}
