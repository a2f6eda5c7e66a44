// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("code-is-not-photo passes a portrait with its code") {
  CHECK(run_rule("COD006", compliant_photo()).status == Status::pass);
}

TEST_CASE("code-is-not-photo fails a code in the photo's place") {
  Photo photo = compliant_photo();
  photo.faces_presence = {FactState::absent, {}};
  photo.photo_code_presence = {FactState::present, {}};
  photo.photo_code = {};
  photo.photo_code.symbols = {test_symbol("a")};
  CHECK(run_rule("COD006", photo).message == "code-as-photo");
  photo.photo_code.symbols.clear();
  CHECK(run_rule("COD006", photo).status == Status::cannot_assess);
}

TEST_CASE("code-is-not-photo fails a portrait in the code's place") {
  Photo photo = compliant_photo();
  photo.code.codes.symbols.clear();
  photo.code.shows_face = true;
  const Outcome outcome = run_rule("COD006", photo);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "photo-as-code");
}

TEST_CASE("code-is-not-photo does not apply to a portrait where no code was asked for") {
  Photo photo = compliant_photo();
  photo.code_presence = {FactState::absent, {}};
  CHECK(run_rule("COD006", photo).status == Status::not_applicable);
}
