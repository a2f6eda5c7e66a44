// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

TEST_CASE("file-format accepts a JPEG under each of its extensions") {
  FileFacts file = good_file();
  for (const char* extension : {"jpg", "jpeg", "jpe"}) {
    file.extension = extension;
    CHECK(run_file_rule("FIL001", file).status == Status::pass);
  }
}

TEST_CASE("file-format rejects another format, whatever the name says") {
  FileFacts file = good_file();
  file.format = FileFormat::png;
  const Outcome outcome = run_file_rule("FIL001", file);
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "wrong-format");
  CHECK(outcome.args.at(0) == Arg{"format", "png"});
  CHECK(outcome.args.at(1) == Arg{"allowed", "jpeg"});
}

TEST_CASE("file-format rejects an extension of another format, or none") {
  FileFacts file = good_file();
  file.extension = "png";
  CHECK(run_file_rule("FIL001", file).message == "wrong-extension");
  file.extension = "jp";
  CHECK(run_file_rule("FIL001", file).message == "wrong-extension");
  file.extension = "";
  CHECK(run_file_rule("FIL001", file).message == "no-extension");
  CHECK(run_file_rule("FIL001", file, {{"extension_agrees", false}}).status == Status::pass);
}

TEST_CASE("file-format takes the formats of the profile") {
  FileFacts file = good_file();
  file.format = FileFormat::heic;
  file.extension = "heif";
  const Settings both = {{"formats", std::vector<std::string>{"jpeg", "heic"}}};
  CHECK(run_file_rule("FIL001", file, both).status == Status::pass);
  file.format = FileFormat::tiff;
  file.extension = "tif";
  CHECK(run_file_rule("FIL001", file, both).args.at(1) == Arg{"allowed", "jpeg, heic"});
}
