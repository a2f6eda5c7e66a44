// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/rules_page.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>
#include <string_view>

using namespace photolint;

namespace {

constexpr std::array kParams = {
    ParamSpec{.name = "min_share",
              .unit = "share",
              .default_number = 0.25,
              .min = 0,
              .max = 1,
              .doc = {"low", "低"}},
    ParamSpec{.name = "max_share",
              .unit = "share",
              .default_number = 0.75,
              .min = 0,
              .max = 1,
              .not_below = "min_share",
              .doc = {"high | wide", "高"}},
    ParamSpec{.name = "formats",
              .kind = ParamKind::list,
              .default_text = "jpeg png",
              .choices = "jpeg png webp",
              .doc = {"formats", "格式"}},
};
constexpr std::array kMessages = {MessageSpec{"out", {"{x} is out", "{x}超出"}}};
constexpr std::array kCanReturn = {Status::pass, Status::fail};
constexpr Text kWords{"from min_share on, a < b", "自min_share起"};

constexpr RuleBody kBody = {.explain = {kWords, kWords, kWords, kWords, kWords, kWords, kWords},
                            .since = "1.2.3",
                            .severity = Severity::warning,
                            .params = kParams,
                            .messages = kMessages,
                            .can_return = kCanReturn};
constexpr RuleBody kBare = {};

constexpr std::array kTable = {
    RuleInfo{"FIL001", "first_rule", "first-rule", {"First", "第一"}, &kBody},
    RuleInfo{"FIL002", "second_rule", "second-rule", {"Second", "第二"}, &kBare},
    RuleInfo{"GEO001", "third_rule", "third-rule", {"Third", "第三"}, &kBare},
};

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("the page lists the rules by family and describes each") {
  const std::string page = rules_page(kTable, Language::en);
  CHECK(
      contains(page,
               "### The file (FIL)\n\n| Code | Name | Holds when it passes | Severity |\n|---|---|---|---|\n"
               "| [FIL001](#fil001-first-rule) | `first-rule` | First | warning |\n"
               "| [FIL002](#fil002-second-rule) |"));
  CHECK(contains(page, "## Geometry (GEO)\n\n### GEO001 third-rule\n\nThird\n"));
  CHECK(contains(page, "Severity: warning; Since: 1.2.3; Stage: stable\n"));
  CHECK(contains(page, "**Why**: from `min_share` on, a &lt; b\n"));
  CHECK(page.back() == '\n');
  CHECK(page[page.size() - 2] != '\n');
}

TEST_CASE("the page shows parameters as a profile spells them") {
  const std::string page = rules_page(kTable, Language::en);
  CHECK(contains(
      page, "| `max_share` | real | share | `0.75` | 0 to 1, not below `min_share` | high \\| wide |\n"));
  CHECK(
      contains(page, "| `formats` | list |  | `[\"jpeg\", \"png\"]` | `jpeg`, `png`, `webp` | formats |\n"));
}

TEST_CASE("the page speaks Chinese") {
  const std::string page = rules_page(kTable, Language::zh_cn);
  CHECK(contains(page, "### 文件 (FIL)"));
  CHECK(contains(page, "级别：警告；起始版本：1.2.3；阶段：稳定"));
  CHECK(contains(page, "**原因**：自`min_share`起"));
  CHECK_FALSE(contains(page, "Severity"));
}

TEST_CASE("the JSON holds every language and typed defaults") {
  const std::string json = rules_json(kTable);
  CHECK(contains(json, "\"code\": \"FIL001\""));
  CHECK(contains(json, "\"zh-CN\": \"第一\""));
  CHECK(contains(json, "\"default\": 0.25"));
  CHECK(contains(json, "\"not_below\": \"min_share\""));
  CHECK(contains(json, "\"cannot_assess_when\""));
  CHECK(contains(json, "\"can_return\": [\n      \"pass\",\n      \"fail\"\n    ]"));
  CHECK(rules_json({}) == "[]\n");
}

TEST_CASE("an empty table gives a page without rules") {
  CHECK(contains(rules_page({}, Language::en), "## Index\n"));
}
