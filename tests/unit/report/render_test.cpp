// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/render.h"

#include <catch2/catch.hpp>
#include <clocale>
#include <limits>

#include "photolint/report/catalogue.h"
#include "tests/golden/scenario.h"

using namespace photolint;

namespace {
constexpr Language kEn = Language::en, kZh = Language::zh_cn;
}

TEST_CASE("placeholders are replaced once, and unknown ones stay visible") {
  CHECK(substitute("{a} and {b.min}", std::vector<Arg>{{"a", "{b.min}"}, {"b.min", "2"}}) == "{b.min} and 2");
  CHECK(substitute("{a}{missing}", std::vector<Arg>{{"a", "1"}}) == "1{missing}");
  CHECK(substitute("{", {}) == "{");
  CHECK(substitute("{}{ A}{a", {}) == "{}{ A}{a");
  CHECK(placeholders("{a} {b.excess} {Not} {}") == std::vector<std::string_view>{"a", "b.excess"});
  CHECK(message("error.file-empty", {}, kZh) == "文件为空（0字节），请重新复制或上传照片");
  CHECK(message("no.such.key", {}, kEn) == "no.such.key");
}

TEST_CASE("quantities carry readable units") {
  CHECK(quantity(380, "px", 0, kEn) == "380 px");
  CHECK(quantity(380, "px", 0, kZh) == "380像素");
  CHECK(quantity(0.4325, "share", 3, kEn) == "43.3%");
  CHECK(quantity(0.4, "share", 1, kEn) == "40%");
  CHECK(quantity(-12.34, "deg", 1, kZh) == "-12.3°");
  CHECK(quantity(1.5, "", 1, kEn) == "1.5");
  CHECK(quantity(7, "furlong", 0, kEn) == "7 furlong");
  CHECK(quantity(std::numeric_limits<double>::quiet_NaN(), "px", 0, kEn) == "no number");
}

TEST_CASE("bytes are exact whatever unit they are shown in") {
  CHECK(quantity(0, "byte", 0, kEn) == "0 B");
  CHECK(quantity(1023, "byte", 0, kEn) == "1023 B");
  CHECK(quantity(20480, "byte", 0, kEn) == "20 KB");
  CHECK(quantity(20479, "byte", 0, kEn) == "20479 B ≈ 20.0 KB");
  CHECK(quantity(2 * 1024 * 1024, "byte", 0, kZh) == "2 MB");
}

TEST_CASE("a limit is never rounded to the decimals of the value") {
  CHECK(limit_quantity(0.745, "share", kEn) == "74.5%");
  CHECK(limit_quantity(0.145, "share", kEn) == "14.5%");
  CHECK(limit_quantity(50, "px", kEn) == "50 px");
  CHECK(limit_quantity(0.29, "share", kEn) == "29%");
}

TEST_CASE("a measurement states value, band and distance") {
  CHECK(describe(measure("head_top", 30, "px", 0, 50, 110), kEn) ==
        "head top 30 px (allowed 50 px to 110 px, 20 px too little)");
  CHECK(describe(measure("head_top", 72, "px", 0, 50, 110), kZh) ==
        "头顶发际距上边缘为72像素（要求50像素至110像素）");
  CHECK(describe(measure("new_thing", 3, "px", 0, std::nullopt, 2), kEn) ==
        "new thing 3 px (at most 2 px, 1 px too much)");
  CHECK(describe(measure("faces", 2, "", 0, 1, 1), kEn) == "faces 2 (needs 1)");
  CHECK(describe(measure("yaw", 2.5, "deg", 1), kEn) == "yaw 2.5°");
}

TEST_CASE("numbers do not follow the locale") {
  const std::string before = std::setlocale(LC_ALL, nullptr);
  for (const char* name : {"de_DE.UTF-8", "zh_CN.UTF-8", "C"}) {
    std::setlocale(LC_ALL, name);
    CHECK(quantity(1234.5, "px", 1, kEn) == "1234.5 px");
    CHECK(limit_quantity(0.5, "", kEn) == "0.5");
  }
  std::setlocale(LC_ALL, before.c_str());
}

TEST_CASE("a rule's message gets bare numbers, shares in percent, and no sign for the excess") {
  const BoundRule rule{&scenario::kTable[3], {}, Severity::error, OnCannotAssess::review, ""};
  const Finding finding{&rule, judge({measure("head_top", 30, "px", 0, 50, 110)}, "head-too-high")};
  CHECK(
      describe(finding, kEn) ==
      "GEO002 head-top-margin: the head top is 30 px from the upper edge, needs 50 to 110, 20 px too little: "
      "leave more room above the head");
  const auto args = message_args(judge({measure("dark_share", 0.512, "share", 3, std::nullopt, 0.1)}, "x"));
  CHECK(args ==
        std::vector<Arg>{{"dark_share", "51.2%"}, {"dark_share.max", "10%"}, {"dark_share.excess", "41.2%"}});
}

TEST_CASE("a finding without a known message still says something") {
  const BoundRule rule{&scenario::kTable[3], {}, Severity::error, OnCannotAssess::review, ""};
  CHECK(finding_message({&rule, judge({}, "")}, kEn) == "pass");
  CHECK(finding_message({&rule, cannot_assess("never-declared")}, kEn) == "never-declared");
  CHECK(finding_message({&rule, cannot_assess("no-face")}, kZh) == "未检测到人脸，无法检查此项");
}

TEST_CASE("an error says where, what, and what was probably meant") {
  const Error ragged{ErrorCode::roster_ragged_row, {{"cells", "5"}, {"expected", "7"}}, {"a.csv", 12, 0, {}}};
  CHECK(describe(ragged, kEn) == "a.csv:12: the row has 5 cells, the header has 7; correct the row");
  const Error no_path{ErrorCode::roster_bad_quote, {}, {{}, 3, 4, {}}};
  CHECK(describe(no_path, kZh) == "第3行第4列：引号单元格未闭合，或闭合引号后还有文字，请更正引号");
  const Error unknown{
      ErrorCode::profile_key_unknown, {{"key", "mim"}, {"nearest", "min"}}, {"p.toml", 3, 1, "mim"}};
  CHECK(describe(unknown, kEn) ==
        "p.toml:3:1: the key \"mim\" is unknown; remove or correct it. Did you mean \"min\"?");
  const Error keyed{ErrorCode::profile_syntax, {{"detail", "x"}}, {"p.toml", 1, 0, "rules"}};
  CHECK(describe(keyed, kEn) == "p.toml:1: rules: this is not valid TOML: x");
}

TEST_CASE("text from outside cannot break the line of an error") {
  const Error error{ErrorCode::file_unreadable, {{"reason", "a\nb\x1b[0m"}}, {"x\ny", 0, 0, {}}};
  CHECK(describe(error, kEn).find_first_of("\n\x1b") == std::string::npos);
}

TEST_CASE("known reasons are said in the reader's language") {
  const Error full{ErrorCode::output_failed, {{"reason", "No space left on device"}}, {}};
  CHECK(describe(full, kZh) == "报告无法写入（磁盘空间不足），请检查磁盘空间和权限");
  const Error odd{ErrorCode::output_failed, {{"reason", "Stale file handle"}}, {}};
  CHECK(describe(odd, kZh) == "报告无法写入（Stale file handle），请检查磁盘空间和权限");
}
