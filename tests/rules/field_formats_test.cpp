// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome judge(const char* field, const std::string& text) {
  return run_row("REC005", row_item({{field, text}}));
}

}  // namespace

TEST_CASE("field-formats passes what people are called and where they are reached") {
  for (const char* name : {"张三", "阿依古丽·买买提", "John A. Smith-O'Neil", "𠮷田", "欧阳 "}) {
    CAPTURE(name);
    CHECK(judge("name", name).status == Status::pass);
  }
  for (const char* phone :
       {"13800000000", "+86 138-0000-0000", "010-12345678", "0451-1234567", "12345678", "+44 20 7946 0000"}) {
    CAPTURE(phone);
    CHECK(judge("phone", phone).status == Status::pass);
  }
  CHECK(judge("email", "a.b@example.edu.cn").status == Status::pass);
}

TEST_CASE("field-formats names the fault") {
  CHECK(judge("name", "张 三").message == "name-blank");
  CHECK(judge("name", "张??").message == "name-lost");
  CHECK(judge("name", "张\xEE\xA0\x80").message == "name-lost");
  CHECK(judge("name", "张3").message == "name-characters");
  CHECK(judge("name", "张3").status == Status::fail);
  for (const char* phone : {"1380000000", "12800000000", "138000000001", "none", "+861"}) {
    CAPTURE(phone);
    CHECK(judge("phone", phone).message == "phone");
  }
  for (const char* email : {"a", "a@b", "a@b@c.cn", "@b.cn", "a b@c.cn", "a@b..cn"}) {
    CAPTURE(email);
    CHECK(judge("email", email).message == "email");
  }
  const WorkItem row = row_item({{"student_no", "A1"}});
  CHECK(run_row("REC005", row, {{"student_no_pattern", std::string("20[0-9][0-9]*")}}).message ==
        "student-no");
  CHECK(run_row("REC005", row).status == Status::pass);
}

TEST_CASE("field-formats does not apply where nothing is filled") {
  CHECK(judge("name", "").status == Status::not_applicable);
  CHECK(run_without_roster("REC005").status == Status::not_applicable);
}
