// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Photo with_card(const std::string& cell, const std::string& shown, double confidence = 1) {
  Photo photo = compliant_photo();
  photo.item.roster_line = 2;
  photo.item.fields = {{"school", cell}};
  photo.code.text = test_card();
  photo.code.text.school = test_card_field(shown, confidence);
  return photo;
}

}  // namespace

TEST_CASE("code-school-matches passes a card that fits and fails one that does not") {
  CHECK(run_rule("COD005", with_card("东海大学", "东海大学")).status == Status::pass);
  const Outcome outcome = run_rule("COD005", with_card("东海大学", "西山学院"));
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.args.at(0).value == "西山学院");
}

TEST_CASE("code-school-matches accuses nobody on unsure characters") {
  CHECK(run_rule("COD005", with_card("东海大学", "西山学院", 0.5)).status == Status::cannot_assess);
  CHECK(run_rule("COD005", with_card("东海大学", "")).message == "unsure");
}

TEST_CASE("code-school-matches says where there are no words") {
  Photo photo = with_card("东海大学", "东海大学");
  photo.code.text.state = CardTextState::nothing_found;
  CHECK(run_rule("COD005", photo).message == "no-card-text");
  photo.code.text.state = CardTextState::engine_missing;
  CHECK(run_rule("COD005", photo).status == Status::cannot_assess);
  photo.code.codes.symbols.clear();
  CHECK(run_rule("COD005", photo).status == Status::not_applicable);
}

TEST_CASE("code-school-matches does not apply where the row says nothing") {
  CHECK(run_rule("COD005", with_card("", "东海大学")).status == Status::not_applicable);
}

TEST_CASE("code-school-matches compares the level too, and takes the school of the profile") {
  Photo photo = with_card("", "东海大学");
  photo.item.fields = {{"level", "本科"}};
  photo.code.text.level = test_card_field("硕士研究生", 1);
  CHECK(run_rule("COD005", photo).message == "level-differs");
  photo.code.text.level = test_card_field("本科", 1);
  CHECK(run_rule("COD005", photo).status == Status::pass);
  CHECK(run_rule("COD005", photo, {{"school", std::string("西山学院")}}).message == "school-differs");
}
