// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("file-intact passes a file without defects") {
  CHECK(run_file_rule("FIL003", good_file()).status == Status::pass);
}

TEST_CASE("file-intact names every defect that is not tolerated") {
  FileFacts file = good_file();
  file.defects = {"stray-bytes", "trailing-bytes"};
  const Outcome outcome = run_file_rule("FIL003", file);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.measured.at(0).value == 2);
  CHECK(outcome.args.at(0) == Arg{"found", "stray-bytes, trailing-bytes"});

  const Settings some = {{"tolerated", std::vector<std::string>{"trailing-bytes"}}};
  CHECK(run_file_rule("FIL003", file, some).args.at(0) == Arg{"found", "stray-bytes"});
  const Settings all = {{"tolerated", std::vector<std::string>{"trailing-bytes", "stray-bytes"}}};
  CHECK(run_file_rule("FIL003", file, all).status == Status::pass);
}
