// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("upright passes orientation 1 only") {
  FileFacts file = good_file();
  CHECK(run_file_rule("FIL010", file).status == Status::pass);
  for (file.orientation = 2; file.orientation <= 8; ++file.orientation) {
    CHECK(run_file_rule("FIL010", file).status == Status::fail);
    CHECK(run_file_rule("FIL010", file).message == "turned");
  }
}

TEST_CASE("upright cannot assess what unreadable metadata hides") {
  FileFacts file = good_file();
  file.defects = {"oversized-metadata"};
  CHECK(run_file_rule("FIL010", file).status == Status::cannot_assess);
  file.defects = {"trailing-bytes"};
  CHECK(run_file_rule("FIL010", file).status == Status::pass);
}
