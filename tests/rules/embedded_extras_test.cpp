// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("embedded-extras passes a file without them") {
  FileFacts file = good_file();
  CHECK(run_file_rule("FIL015", file).status == Status::pass);
  file.metadata.thumbnail_difference = 0.0;
  CHECK(run_file_rule("FIL015", file).status == Status::pass);
}

TEST_CASE("embedded-extras tells of a position, names and an old thumbnail") {
  FileFacts file = good_file();
  file.metadata.thumbnail_difference = 0.5;
  CHECK(run_file_rule("FIL015", file).status == Status::fail);
  CHECK(run_file_rule("FIL015", file).message == "stale-thumbnail");
  file.metadata.people = 2;
  CHECK(run_file_rule("FIL015", file).message == "names");
  file.metadata.position = true;
  CHECK(run_file_rule("FIL015", file).message == "position");
}
