// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/row_runner.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("photo-claimed fails a photo that no row has") {
  CHECK(run_row("BAT005", row_item({})).status == Status::pass);
  WorkItem photo = row_item({}, Error{ErrorCode::photo_unclaimed, {}, {}});
  photo.roster_line = 0;
  CHECK(run_row("BAT005", photo).status == Status::fail);
}

TEST_CASE("photo-claimed does not apply without a roster") {
  CHECK(run_without_roster("BAT005").status == Status::not_applicable);
}
