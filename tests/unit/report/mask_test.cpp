// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/mask.h"

#include <catch2/catch.hpp>

using namespace photolint;

TEST_CASE("ID numbers keep the first three and last four characters") {
  CHECK(mask_numbers("11010519491231002X") == "110***********002X");
  CHECK(mask_numbers("11010519491231002x.jpg") == "110***********002x.jpg");
  CHECK(mask_numbers("a/440524188001010014_张三.jpg") == "a/440***********0014_张三.jpg");
  CHECK(mask_numbers("110105491231002") == "110********1002");
}

TEST_CASE("a run of digits that may hold an ID number is masked too") {
  CHECK(mask_numbers("4405241880010100142") == "440************0142");
  CHECK(mask_numbers("4405241880010100144405") == "440***************4405");
  CHECK(mask_numbers("IMG440524188001010014") == "IMG440***********0014");
}

TEST_CASE("mobile numbers are masked, other short numbers are not") {
  CHECK(mask_numbers("tel 13800138000,") == "tel 138****8000,");
  CHECK(mask_numbers("+8613800138000") == "+861******8000");
  CHECK(mask_numbers("12345678901") == "12345678901");
  CHECK(mask_numbers("20230000001") == "20230000001");
  CHECK(mask_numbers("40961 70000000 20231231235959") == "40961 70000000 20231231235959");
}

TEST_CASE("full-width digits are digits, and invalid bytes pass through") {
  CHECK(mask_numbers("１３８００１３８０００") == "１３８****８０００");
  CHECK(mask_numbers("\xff"
                     "13800138000\xd5") ==
        "\xff"
        "138****8000\xd5");
  CHECK(mask_numbers("").empty());
}

TEST_CASE("a whole personal value hides at least four characters or all") {
  CHECK(mask_whole("E1234567890") == "E12****7890");
  CHECK(mask_whole("E123456789") == "**********");
  CHECK(mask_whole("护照") == "**");
  CHECK(mask_whole("").empty());
}

TEST_CASE("the personal fields of a verdict are masked wherever they stand") {
  Verdict verdict;
  verdict.fields = {{"id_number", "EA1234567"}, {"phone", "0451-55190114"}, {"name", "张三"}};
  const Masker masker(verdict, false);
  CHECK(masker.text("class/EA1234567.jpg") == "class/*********.jpg");
  CHECK(masker.text("class/ea1234567.jpg") == "class/*********.jpg");
  CHECK(masker.field(verdict.fields[1]) == "045******0114");
  CHECK(masker.field(verdict.fields[2]) == "张三");
  CHECK(Masker(verdict, true).text("EA1234567 13800138000") == "EA1234567 13800138000");
  CHECK(Masker(verdict, true).field(verdict.fields[0]) == "EA1234567");
}

TEST_CASE("a short cell of a personal field does not blot out other text") {
  Verdict verdict;
  verdict.fields = {{"id_number", "1"}, {"phone", ""}};
  const Masker masker(verdict, false);
  CHECK(masker.text("2011/1.jpg") == "2011/1.jpg");
  CHECK(masker.field(verdict.fields[0]) == "*");
}
