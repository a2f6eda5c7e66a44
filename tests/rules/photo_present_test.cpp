// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("photo-present passes a row with its photo") {
  CHECK(run_row("REC008", row_item({})).status == Status::pass);
}

TEST_CASE("photo-present says what is wrong with the photo") {
  CHECK(run_row("REC008", row_item({}, Error{ErrorCode::photo_missing, {}, {}})).message == "missing");
  const Outcome several =
      run_row("REC008", row_item({}, Error{ErrorCode::photo_ambiguous, {{"count", "3"}}, {}}));
  CHECK(several.status == Status::fail);
  CHECK(several.args.at(0).value == "3");
  CHECK(run_row("REC008", row_item({}, Error{ErrorCode::photo_shared, {{"other_row", "7"}}, {}}))
            .args.at(0)
            .value == "7");
}

TEST_CASE("photo-present does not apply without a roster") {
  CHECK(run_without_roster("REC008").status == Status::not_applicable);
}
