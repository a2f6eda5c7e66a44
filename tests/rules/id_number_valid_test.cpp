// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome judge(const std::string& number, const std::string& type = "") {
  return run_row("REC001", row_item({{"id_number", number}, {"id_type", type}}));
}

}  // namespace

TEST_CASE("id-number-valid passes numbers of each kind") {
  for (const char* number :
       {"11010519491231002X", " 11010519491231002x ", "１１０１０５１９４９１２３１００２Ｘ",
        "440524188001010014", "110105491231002"}) {
    CAPTURE(number);
    CHECK(judge(number).status == Status::pass);
  }
  CHECK(judge("G12345678", "护照").status == Status::pass);
  CHECK(judge("CHN110001234567", "外国人永久居留身份证").status == Status::pass);
  CHECK(judge("军字第1234567号", "军官证").status == Status::pass);
}

TEST_CASE("id-number-valid names the fault") {
  CHECK(judge("1101051949123100").message == "length");
  CHECK(judge("11010519491231O02X").message == "characters");
  CHECK(judge("110105194912 1002X").message == "characters");
  CHECK(judge("11010519490231002X").message == "date");
  CHECK(judge("110105194912310021").message == "check");
  CHECK(judge("110105194912310021").status == Status::fail);
  CHECK(judge("护照123", "护照").message == "other-form");
  CHECK(judge("11010519491231002X", "外国人永久居留证").message == "other-form");
  CHECK(judge("??", "军官证").message == "other-form");
}

TEST_CASE("id-number-valid takes the old form only where the profile allows it") {
  const WorkItem row = row_item({{"id_number", "110105491231002"}});
  CHECK(run_row("REC001", row, {{"allow_old_form", false}}).message == "old-form");
  CHECK(run_row("REC001", row, {{"allow_old_form", true}}).status == Status::pass);
}

TEST_CASE("id-number-valid leaves empty cells to required-fields") {
  CHECK(judge("").status == Status::not_applicable);
  CHECK(run_row("REC001", row_item({})).message == "no-column");
  CHECK(run_without_roster("REC001").message == "no-roster");
}

TEST_CASE("id-number-valid finds every single wrong digit and every exchange of neighbours") {
  const std::string good = "11010519491231002X";
  for (std::size_t i = 0; i < 17; ++i) {
    for (char c = '0'; c <= '9'; ++c) {
      std::string wrong = good;
      wrong[i] = c;
      CAPTURE(wrong);
      CHECK((judge(wrong).status == Status::pass) == (wrong == good));
    }
    if (i == 16) continue;  // behind it stands the check character
    std::string exchanged = good;
    std::swap(exchanged[i], exchanged[i + 1]);
    CAPTURE(exchanged);
    CHECK((judge(exchanged).status == Status::pass) == (exchanged == good));
  }
}
