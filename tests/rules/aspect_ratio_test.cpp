// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome check(int width, int height) {
  FileFacts file = good_file();
  file.width = width;
  file.height = height;
  return run_file_rule("FIL005", file);
}

}  // namespace

TEST_CASE("aspect-ratio includes both limits") {
  CHECK(check(480, 640).status == Status::pass);
  CHECK(check(745, 1000).status == Status::pass);
  CHECK(check(755, 1000).status == Status::pass);
  CHECK(check(7449, 10000).message == "too-narrow");
  CHECK(check(7551, 10000).message == "too-wide");
  CHECK(check(640, 480).status == Status::fail);
}

TEST_CASE("aspect-ratio takes the numbers of the profile") {
  FileFacts file = good_file();
  file.width = 358;
  file.height = 441;
  CHECK(run_file_rule("FIL005", file, {{"ratio", 0.8118}, {"tolerance", 0.0}}).status == Status::pass);
  CHECK(run_file_rule("FIL005", file, {{"ratio", 0.8119}, {"tolerance", 0.0}}).status == Status::fail);
}

TEST_CASE("aspect-ratio of the bounds is decided on the printed number") {
  CHECK(check(480, 640).measured.at(0).value == 0.75);
  CHECK(check(480, 640).measured.at(0).min == 0.745);
}
