// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/card_match.h"

#include <catch2/catch.hpp>
#include <string_view>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

CardField field(std::string_view text, double confidence = 0.99) {
  CardField result;
  while (!text.empty()) {
    const std::size_t length = first_code_point(text).length;
    result.characters.push_back({std::string(text.substr(0, length)), confidence});
    text.remove_prefix(length);
  }
  return result;
}

TEST_CASE("a masked name fits every name with its first and last character", "[codes]") {
  CHECK(match_name(field("张**三"), "张大小三") == CardMatch::fits);
  CHECK(match_name(field("张*三"), "张小三") == CardMatch::fits);
  CHECK(match_name(field("张**三"), "张小三") == CardMatch::fits);
  CHECK(match_name(field("张*"), "张三") == CardMatch::fits);
  CHECK(match_name(field("*三"), "张三") == CardMatch::fits);
  CHECK(match_name(field("张*三"), " 张 小　三") == CardMatch::fits);
  CHECK(match_name(field("阿*提"), "阿依古丽·买买提") == CardMatch::fits);
  CHECK(match_name(field("J*H"), "john smith") == CardMatch::fits);
}

TEST_CASE("a masked name differs only where a sure character does", "[codes]") {
  CHECK(match_name(field("张*三"), "李小三") == CardMatch::differs);
  CHECK(match_name(field("张*三"), "张小四") == CardMatch::differs);
  CHECK(match_name(field("张*"), "李四") == CardMatch::differs);
  CHECK(match_name(field("张*三", 0.9), "李小四") == CardMatch::cannot_tell);
  CHECK(match_name(field("张*未"), "张小末") == CardMatch::cannot_tell);
  CHECK(match_name(field("张*己"), "张小已") == CardMatch::cannot_tell);
  CHECK(match_name(field("肖*华"), "萧建华") == CardMatch::cannot_tell);
  CHECK(match_name(field("J*H"), "Mary Brown") == CardMatch::cannot_tell);
  CHECK(match_name(field("张*"), "张小三") == CardMatch::cannot_tell);
  CHECK(match_name(field("张*三"), "张三") == CardMatch::cannot_tell);
  CHECK(match_name({}, "张三") == CardMatch::cannot_tell);
  CHECK(match_name(field("张*三"), "") == CardMatch::cannot_tell);
}

TEST_CASE("the last four characters of a number", "[codes]") {
  CHECK(match_id_tail(field("002X"), "11010519491231002X") == CardMatch::fits);
  CHECK(match_id_tail(field("002X"), "11010519491231002x") == CardMatch::fits);
  CHECK(match_id_tail(field("0014"), "440524188001010014") == CardMatch::fits);
  CHECK(match_id_tail(field("0015"), "440524188001010014") == CardMatch::differs);
  CHECK(match_id_tail(field("0015", 0.96), "440524188001010014") == CardMatch::cannot_tell);
  CHECK(match_id_tail(field("9915", 0.96), "440524188001010014") == CardMatch::differs);
  CHECK(match_id_tail(field("14"), "440524188001010014") == CardMatch::cannot_tell);
  CHECK(match_id_tail(field("0014"), "") == CardMatch::cannot_tell);
}

TEST_CASE("schools are compared without their typography", "[codes]") {
  CHECK(match_school(field("云岭大学(东湖校区)"), "云岭大学（东湖校区）") == CardMatch::fits);
  CHECK(match_school(field("云岭大学"), " 云岭 大学") == CardMatch::fits);
  CHECK(match_school(field("云岭大学"), "云岭大学文理学院") == CardMatch::cannot_tell);
  CHECK(match_school(field("云岭大学"), "东湖大学") == CardMatch::differs);
  CHECK(match_school(field("云岭大学"), "东湖职业技术学院") == CardMatch::differs);
  CHECK(match_school(field("云岭大学", 0.8), "东湖职业技术学院") == CardMatch::cannot_tell);
  CHECK(match_school(field("云岭大掌"), "云岭大学") == CardMatch::cannot_tell);
  CHECK(match_school(field(""), "云岭大学") == CardMatch::cannot_tell);
}

TEST_CASE("levels are compared by meaning", "[codes]") {
  CHECK(match_level(field("专科"), "专科(高职)") == CardMatch::fits);
  CHECK(match_level(field("高职（专科）"), "大专") == CardMatch::fits);
  CHECK(match_level(field("硕士研究生"), "硕士") == CardMatch::fits);
  CHECK(match_level(field("本科"), "专科") == CardMatch::differs);
  CHECK(match_level(field("本科", 0.9), "专科") == CardMatch::cannot_tell);
  CHECK(match_level(field("专升本"), "本科") == CardMatch::cannot_tell);
  CHECK(match_level(field("本村"), "专科") == CardMatch::cannot_tell);
  CHECK(match_level(field("本科"), "第二学士学位") == CardMatch::cannot_tell);
}

TEST_CASE("a field is as sure as its least sure character", "[codes]") {
  CardField name = field("张*三", 0.9);
  name.characters.back().confidence = 0.4;
  CHECK(name.confidence() == 0.4);
  CHECK(name.text() == "张*三");
  CHECK(CardField{}.confidence() == 0);
}

TEST_CASE("missing language data is a value", "[codes]") {
  CardTextReader reader("/nonexistent");
  CHECK(reader.read({}, {}).state == CardTextState::engine_missing);
  CHECK(reader.read({}, {}).state == CardTextState::engine_missing);
}

}  // namespace
}  // namespace photolint
