// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome check(int width, int height, const char* mode) {
  FileFacts file = good_file();
  file.width = width;
  file.height = height;
  return run_file_rule("FIL004", file, {{"mode", std::string(mode)}});
}

}  // namespace

TEST_CASE("pixel-size: at least") {
  CHECK(check(480, 640, "at_least").status == Status::pass);
  CHECK(check(481, 5000, "at_least").status == Status::pass);
  CHECK(check(479, 640, "at_least").status == Status::fail);
  CHECK(check(480, 639, "at_least").message == "too-small");
}

TEST_CASE("pixel-size: exact") {
  CHECK(check(480, 640, "exact").status == Status::pass);
  for (const auto& [width, height] : {std::pair{479, 640}, {481, 640}, {480, 639}, {480, 641}}) {
    CHECK(check(width, height, "exact").message == "not-exact");
  }
}

TEST_CASE("pixel-size: a whole multiple of both sides") {
  CHECK(check(480, 640, "multiple").status == Status::pass);
  CHECK(check(960, 1280, "multiple").status == Status::pass);
  CHECK(check(240, 320, "multiple").message == "too-small");
  const Outcome near = check(961, 1280, "multiple");
  CHECK(near.status == Status::fail);
  CHECK(near.message == "not-a-multiple");
  CHECK(near.measured.at(2).value == 1);
  CHECK(near.args.at(0) == Arg{"base", "480x640"});
  CHECK(check(960, 640, "multiple").measured.at(2).value == 640);  // two different multiples
}

TEST_CASE("pixel-size: at least, with an upper limit") {
  FileFacts file = good_file();
  file.width = 480;
  file.height = 640;
  const auto limited = [&file] {
    return run_file_rule("FIL004", file,
                         {{"max_width_px", std::int64_t{480}}, {"max_height_px", std::int64_t{640}}});
  };
  CHECK(limited().status == Status::pass);
  file.height = 641;
  const Outcome outcome = limited();
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "too-large");
  CHECK(outcome.measured.at(1) == Measurement{"height", 641, "px", 0, 640, 640});
  file.width = 479;
  CHECK(limited().message == "too-small");
}
