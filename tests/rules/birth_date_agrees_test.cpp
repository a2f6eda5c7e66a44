// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome judge(const std::string& date, const std::string& number = "11010519491231002X",
              const std::string& type = "") {
  return run_row("REC002", row_item({{"id_number", number}, {"birth_date", date}, {"id_type", type}}));
}

}  // namespace

TEST_CASE("birth-date-agrees reads every form of a date") {
  for (const char* date : {"19491231", "1949-12-31", "1949/12/31", "1949.12.31", "1949年12月31日",
                           "１９４９年12月31日", "1949-12-31 00:00:00", "18263"}) {
    CAPTURE(date);
    CHECK(judge(date).status == Status::pass);
  }
}

TEST_CASE("birth-date-agrees fails another day") {
  CHECK(judge("19491230").status == Status::fail);
  CHECK(judge("1949-01-31").message == "differs");
  CHECK(judge("19491231", "110105491231002").status == Status::pass);
}

TEST_CASE("birth-date-agrees does not guess") {
  CHECK(judge("31.12.1949").status == Status::cannot_assess);
  CHECK(judge("1949-13-01").message == "unreadable");
  CHECK(judge("19491231", "110105194912310021").message == "number-invalid");
  CHECK(judge("", "11010519491231002X").status == Status::not_applicable);
  CHECK(judge("19491231", "G12345678", "护照").message == "other-document");
  CHECK(run_without_roster("REC002").status == Status::not_applicable);
}
