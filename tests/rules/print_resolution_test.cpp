// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome check(std::optional<PrintResolution> resolution, const Settings& settings = {}) {
  FileFacts file = good_file();
  file.print_resolution = resolution;
  return run_file_rule("FIL006", file, settings);
}

}  // namespace

TEST_CASE("print-resolution compares whole dots per inch") {
  CHECK(check(PrintResolution{300, 300}).status == Status::pass);
  CHECK(check(PrintResolution{118 * 2.54, 118 * 2.54}).status == Status::pass);
  CHECK(check(PrintResolution{299.4, 300}).status == Status::fail);
  CHECK(check(PrintResolution{300, 300.5}).message == "other-resolution");
  CHECK(check(PrintResolution{72, 72}).args.at(0) == Arg{"expected", "300"});
}

TEST_CASE("print-resolution takes a range") {
  const Settings range = {{"max_dpi", std::int64_t{600}}};
  CHECK(check(PrintResolution{600, 600}, range).status == Status::pass);
  CHECK(check(PrintResolution{601, 600}, range).args.at(0) == Arg{"expected", "300-600"});
}

TEST_CASE("print-resolution: none stated is a fail, unreadable metadata is not assessed") {
  CHECK(check(std::nullopt).status == Status::fail);
  CHECK(check(std::nullopt).message == "missing");
  FileFacts file = good_file();
  file.defects = {"damaged-metadata"};
  CHECK(run_file_rule("FIL006", file).status == Status::pass);  // JFIF states it
  file.print_resolution.reset();
  CHECK(run_file_rule("FIL006", file).status == Status::cannot_assess);
}
