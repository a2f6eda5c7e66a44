// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/reconcile/field_difference.h"

#include <catch2/catch.hpp>
#include <string>

using namespace photolint;

namespace {

using Kind = DifferenceKind;

/// Examples printed in GB 11643-1999.
const std::string kNumber = "440524188001010014", kNumberX = "11010519491231002X";

Kind kind_of(std::string_view field, std::string_view school, std::string_view vendor) {
  const auto there = field_difference(field, school, vendor);
  const auto back = field_difference(field, vendor, school);
  REQUIRE(there.has_value());
  REQUIRE(back.has_value());
  CHECK(there->kind == back->kind);
  CHECK(there->decisive == back->decisive);
  return there->kind;
}

}  // namespace

TEST_CASE("equal values do not differ, whatever blanks stand at their ends") {
  CHECK_FALSE(field_difference("name", "张三", "张三"));
  CHECK_FALSE(field_difference("name", " 张三", "张三　"));
  CHECK_FALSE(field_difference("id_number", "", "  "));
}

TEST_CASE("every wrong digit of an ID number is named with its place") {
  for (const std::string& number : {kNumber, kNumberX}) {
    for (std::size_t i = 0; i < number.size(); ++i) {
      for (const char c : std::string("0123456789X")) {
        if (c == number[i]) continue;
        std::string wrong = number;
        wrong[i] = c;
        const auto difference = field_difference("id_number", number, wrong);
        REQUIRE(difference.has_value());
        CHECK(difference->kind == Kind::one_digit);
        CHECK(difference->position == static_cast<int>(i) + 1);
        CHECK(difference->decisive);
      }
    }
  }
}

TEST_CASE("every exchange of neighbours in an ID number is named with its place") {
  for (const std::string& number : {kNumber, kNumberX}) {
    for (std::size_t i = 0; i + 1 < number.size(); ++i) {
      if (number[i] == number[i + 1]) continue;
      std::string wrong = number;
      std::swap(wrong[i], wrong[i + 1]);
      const auto difference = field_difference("id_number", number, wrong);
      REQUIRE(difference.has_value());
      CHECK(difference->kind == Kind::transposition);
      CHECK(difference->position == static_cast<int>(i) + 1);
    }
  }
}

TEST_CASE("forms of one number are told from errors in it") {
  CHECK(kind_of("id_number", kNumberX, "11010519491231002x") == Kind::letter_case);
  CHECK(kind_of("id_number", kNumberX, "110105491231002") == Kind::old_and_new_form);
  CHECK(kind_of("id_number", kNumberX, "110105 19491231 002X") == Kind::blank_inside);
  CHECK(kind_of("id_number", kNumberX, "１１０１０５１９４９１２３１００２Ｘ") == Kind::full_width);
  CHECK(kind_of("id_number", kNumberX, "110105491231003") == Kind::different);
  CHECK(kind_of("id_number", kNumberX, "110***********002X") == Kind::lost_character);
  CHECK(kind_of("id_number", kNumberX, kNumber) == Kind::different);
  CHECK(kind_of("id_number", kNumberX, "") == Kind::no_value);
  CHECK(kind_of("student_no", "2023010101", "2023010110") == Kind::transposition);
  CHECK(kind_of("student_no", "2023010101", "023010101") == Kind::different);
  // The deeper cause is named.
  CHECK(kind_of("id_number", kNumberX, "１1010519491231020x") == Kind::transposition);
}

TEST_CASE("names that mean the same person say how they differ") {
  CHECK(kind_of("name", "郑峰", "鄭峯") == Kind::variant_character);
  CHECK(field_difference("name", "郑峰", "郑峯")->position == 2);
  CHECK(kind_of("name", "王曌", "王照") == Kind::variant_character);
  CHECK(kind_of("name", "陈龑", "陈䶮") == Kind::variant_character);
  // Alike, but two characters each.
  CHECK(kind_of("name", "肖一", "萧一") == Kind::different);
  CHECK(kind_of("name", "闫一", "阎一") != Kind::variant_character);
}

TEST_CASE("compatibility ideographs are the unified ones") {
  CHECK(kind_of("name", "林更", "林\xEF\xA4\x81") == Kind::variant_character);  // U+F901 is U+66F4
  CHECK(kind_of("name", "马⽟", "马玉") == Kind::variant_character);            // U+2F5F, a radical
}

TEST_CASE("characters that a system could not keep are recognised") {
  CHECK(kind_of("name", "王曌", "王?") == Kind::lost_character);
  CHECK(kind_of("name", "王曌", "王??") == Kind::lost_character);
  CHECK(kind_of("name", "王曌", "王\xEF\xBF\xBD\xEF\xBF\xBD") == Kind::lost_character);
  CHECK(field_difference("name", "王曌", "王??")->position == 2);
  CHECK(kind_of("name", "王曌", "李?") == Kind::different);
  CHECK(kind_of("name", "王曌", "王曌?") == Kind::different);
  CHECK(kind_of("name", "王珺", "王君") == Kind::rare_character);
  CHECK(kind_of("name", "王军", "王君") == Kind::different);
  CHECK(kind_of("name", "陈䶮", "陈\xEE\xA1\xA3") == Kind::private_use);
}

TEST_CASE("blanks, widths and dots of names are recognised") {
  CHECK(kind_of("name", "欧阳静", "欧阳 静") == Kind::blank_inside);
  CHECK(kind_of("name", "欧阳静", "欧阳　静") == Kind::blank_inside);
  CHECK(kind_of("name", "欧阳静", "欧阳\xE2\x80\x8B静") == Kind::blank_inside);
  CHECK(kind_of("name", "Maria", "Ｍaria") == Kind::full_width);
  CHECK(kind_of("name", "MARIA", "Maria") == Kind::letter_case);
  for (const char* dotted : {"阿依古丽•买买提", "阿依古丽.买买提", "阿依古丽．买买提", "阿依古丽‧买买提",
                             "阿依古丽・买买提", "阿依古丽买买提"}) {
    CHECK(kind_of("name", "阿依古丽·买买提", dotted) == Kind::middle_dot);
  }
}

TEST_CASE("other notations of one value hold nothing up") {
  for (const char* same :
       {"20040302", "2004/3/2", "2004.03.02", "2004年3月2日", "38048", "2004-03-02 00:00:00"}) {
    const auto difference = field_difference("birth_date", "2004-03-02", same);
    REQUIRE(difference.has_value());
    CAPTURE(same);
    CHECK(difference->kind == Kind::date_form);
    CHECK_FALSE(difference->decisive);
  }
  for (const char* same : {"1", "M", "male", "男性", "01"}) {
    const auto difference = field_difference("sex", "男", same);
    REQUIRE(difference.has_value());
    CHECK(difference->kind == Kind::sex_code);
    CHECK_FALSE(difference->decisive);
  }
  CHECK(kind_of("sex", "男", "女") == Kind::different);
  CHECK(field_difference("sex", "男", "2")->decisive);
  CHECK(kind_of("birth_date", "2004-03-02", "2004-03-20") == Kind::transposition);
  CHECK(kind_of("birth_date", "2004-03-02", "20040303") == Kind::one_digit);
  CHECK(kind_of("birth_date", "2004-03-02", "2004-13-02") == Kind::one_digit);
  CHECK_FALSE(field_difference("college", "计算机学院", "软件学院")->decisive);
}

TEST_CASE("hostile values are compared in no time") {
  const std::string marks(100'000, '?'), letters(100'000, 'a');
  CHECK(kind_of("name", letters, marks) == Kind::different);
  CHECK(kind_of("name", std::string("\xFF\xFE\x80"), "张三") == Kind::lost_character);
  std::string pattern, text(250, 'a');
  for (int i = 0; i < 125; ++i) pattern += "?a";
  CHECK(kind_of("name", text, pattern) == Kind::lost_character);
}
