// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("file-size includes both limits") {
  FileFacts file = good_file();
  const auto status = [&](std::int64_t bytes) {
    file.bytes = bytes;
    return run_file_rule("FIL002", file);
  };
  CHECK(status(20 * 1024 - 1).message == "too-small");
  CHECK(status(20 * 1024 - 1).status == Status::fail);
  CHECK(status(20 * 1024).status == Status::pass);
  CHECK(status(2 * 1024 * 1024).status == Status::pass);
  CHECK(status(2 * 1024 * 1024 + 1).status == Status::fail);
  CHECK(status(2 * 1024 * 1024 + 1).message == "too-large");
  CHECK(status(1).measured.at(0).value == 1);
}

TEST_CASE("file-size takes the limits of the profile") {
  const FileFacts file = good_file();
  CHECK(run_file_rule("FIL002", file, {{"max_bytes", std::int64_t{1024}}}).message == "too-large");
  CHECK(run_file_rule("FIL002", file, {{"min_bytes", std::int64_t{40000}}}).message == "too-small");
}
