// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_card(const std::string& cell, const std::string& shown, double confidence = 1) {
  Photo photo = compliant_photo();
  photo.item.roster_line = 2;
  photo.item.fields = {{"id_number", cell}};
  photo.code.text = test_card();
  photo.code.text.id_last4 = test_card_field(shown, confidence);
  return photo;
}

}  // namespace

TEST_CASE("code-id-matches passes a card that fits and fails one that does not") {
  CHECK(run_rule("COD004", with_card("11010519491231002X", "002X")).status == Status::pass);
  const Outcome outcome = run_rule("COD004", with_card("11010519491231002X", "0014"));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.args.at(0).value == "0014");
}

TEST_CASE("code-id-matches accuses nobody on unsure characters") {
  CHECK(run_rule("COD004", with_card("11010519491231002X", "0014", 0.5)).status == Status::cannot_assess);
  CHECK(run_rule("COD004", with_card("11010519491231002X", "")).message == "unsure");
}

TEST_CASE("code-id-matches says where there are no words") {
  Photo photo = with_card("11010519491231002X", "002X");
  photo.code.text.state = CardTextState::nothing_found;
  CHECK(run_rule("COD004", photo).message == "no-card-text");
  photo.code.text.state = CardTextState::engine_missing;
  CHECK(run_rule("COD004", photo).status == Status::cannot_assess);
  photo.code.codes.symbols.clear();
  CHECK(run_rule("COD004", photo).status == Status::not_applicable);
}

TEST_CASE("code-id-matches does not apply where the row says nothing") {
  CHECK(run_rule("COD004", with_card("", "002X")).status == Status::not_applicable);
}
