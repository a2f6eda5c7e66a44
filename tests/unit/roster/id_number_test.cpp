// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/id_number.h"

#include <catch2/catch.hpp>

using namespace photolint;

TEST_CASE("the examples of GB 11643-1999 are valid") {
  CHECK(check_id_number("11010519491231002X") == IdNumberFault::none);
  CHECK(check_id_number("11010519491231002x") == IdNumberFault::none);
  CHECK(check_id_number("440524188001010014") == IdNumberFault::none);
}

TEST_CASE("each single wrong digit of an ID number is found") {
  const std::string good = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i) {
    for (char digit = '0'; digit <= '9'; ++digit) {
      std::string changed = good;
      if (changed[i] == digit) continue;
      changed[i] = digit;
      CHECK(check_id_number(changed) != IdNumberFault::none);
    }
  }
}

TEST_CASE("faults of ID numbers are told apart") {
  CHECK(check_id_number("") == IdNumberFault::length);
  CHECK(check_id_number("1101051949123100") == IdNumberFault::length);
  CHECK(check_id_number("1101051949123100X2") == IdNumberFault::characters);
  CHECK(check_id_number("110105194902290020") == IdNumberFault::date);
  CHECK(check_id_number("110105194913310020") == IdNumberFault::date);
  CHECK(check_id_number("110105194912310020") == IdNumberFault::check);
  CHECK(check_id_number("110105491231002") == IdNumberFault::none);
  CHECK(check_id_number("11010549123100X") == IdNumberFault::characters);
  CHECK(check_id_number("110105490230002") == IdNumberFault::date);
}

TEST_CASE("generated numbers get a check character that fits") {
  for (int serial = 0; serial < 1000; serial += 7) {
    std::string body = "11010020000229000";
    for (std::size_t i = 0, rest = static_cast<std::size_t>(serial); i < 3; ++i, rest /= 10) {
      body[16 - i] = static_cast<char>('0' + rest % 10);
    }
    CHECK(check_id_number(body + *id_check_character(body)) == IdNumberFault::none);
  }
  CHECK_FALSE(id_check_character("1101001990022900"));
  CHECK_FALSE(id_check_character("1101001990022900a"));
}

TEST_CASE("the old form becomes the new one") {
  CHECK(full_id_number("110105491231002") == std::string("11010519491231002X"));
  CHECK(full_id_number("11010519491231002x") == std::string("11010519491231002X"));
  CHECK_FALSE(full_id_number("110105194912310020"));
}

TEST_CASE("ID numbers inside other text are masked, right or wrong") {
  CHECK(mask_id_numbers("a/11010519491231002X.jpg") == "a/110***********002X.jpg");
  CHECK(mask_id_numbers("110105194912310020,110105491231002") == "110***********0020,110********1002");
  CHECK(mask_id_numbers("20210001 1234567890123456789") == "20210001 1234567890123456789");
  CHECK(mask_id_numbers("张11010519491231002x三") == "张110***********002x三");
}
