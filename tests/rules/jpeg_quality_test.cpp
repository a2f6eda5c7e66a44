// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("jpeg-quality includes its limit") {
  FileFacts file = good_file();
  file.jpeg_quality = 60;
  CHECK(run_file_rule("FIL009", file).status == Status::pass);
  file.jpeg_quality = 59;
  CHECK(run_file_rule("FIL009", file).status == Status::fail);
  CHECK(run_file_rule("FIL009", file).message == "low-quality");
  CHECK(run_file_rule("FIL009", file, {{"min_quality", std::int64_t{59}}}).status == Status::pass);
}

TEST_CASE("jpeg-quality applies to JPEG only, and needs a table") {
  FileFacts file = good_file();
  file.jpeg_quality.reset();
  CHECK(run_file_rule("FIL009", file).status == Status::cannot_assess);
  file.format = FileFormat::png;
  CHECK(run_file_rule("FIL009", file).status == Status::not_applicable);
}
