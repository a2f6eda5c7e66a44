// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_lens(const std::string& lens) {
  FileFacts file = good_file();
  file.metadata.cameras = {{"EXIF Make", "Apple"}, {"EXIF LensModel", lens}};
  return run_file_rule("FIL013", file);
}

}  // namespace

TEST_CASE("front-camera fails a lens that calls itself one") {
  for (const char* lens : {"iPhone 13 front TrueDepth camera 2.71mm f/2.2",
                           "iPhone 6 front camera 2.65mm f/2.2", "Front-Facing Camera", "前置摄像头"}) {
    CAPTURE(lens);
    CHECK(with_lens(lens).status == Status::fail);
    CHECK(with_lens(lens).message == "front-camera");
  }
}

TEST_CASE("front-camera passes other lenses") {
  for (const char* lens :
       {"iPhone 13 back dual wide camera 5.1mm f/1.6", "EF85mm f/1.8 USM", "frontier camera"}) {
    CAPTURE(lens);
    CHECK(with_lens(lens).status == Status::pass);
  }
}

TEST_CASE("front-camera does not apply where no camera is named") {
  CHECK(run_file_rule("FIL013", good_file()).status == Status::not_applicable);
}
