// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>

#include "tests/support/file_rule.h"

using namespace photolint;
using namespace photolint::test;

namespace {

Outcome with_program(const std::string& text, const Settings& settings = {}) {
  FileFacts file = good_file();
  file.metadata.programs = {{"EXIF Software", text}};
  return run_file_rule("FIL011", file, settings);
}

}  // namespace

TEST_CASE("editing-software passes a file that names no program") {
  CHECK(run_file_rule("FIL011", good_file()).status == Status::pass);
}

TEST_CASE("editing-software names the editor and the field, and nothing else of the text") {
  const Outcome outcome = with_program("Adobe Photoshop 25.0 (Windows) of somebody");
  CHECK(outcome.status == Status::fail);
  CHECK(outcome.message == "edited");
  CHECK(outcome.args == std::vector<Arg>{{"program", "photoshop"}, {"field", "EXIF Software"}});
  for (const char* text : {"GIMP 2.10.36",
                           "Snapseed 2.0",
                           "Adobe Lightroom 7.1 (iPhone)",
                           "Meitu",
                           "MeituPic_8.2",
                           "美图秀秀 10.2",
                           "美颜相机",
                           "B612",
                           "Faceu激萌",
                           "轻颜相机",
                           "醒图",
                           "天天P图",
                           "PicsArt",
                           "VSCO",
                           "FaceApp",
                           "Facetune2",
                           "SNOW 12.1",
                           "Remini",
                           "PaintShop Pro 2021",
                           "Affinity Photo 2",
                           "{\"data\":{\"product\":\"retouch\",\"appversion\":\"4.5\"}}"}) {
    CAPTURE(text);
    CHECK(with_program(text).status == Status::fail);
  }
}

TEST_CASE("editing-software leaves cameras, viewers and longer words alone") {
  for (const char* text : {"Ver.1.00", "17.1", "iOS 17.1", "HDR+ 1.0.345618096zd", "iPhone 13 Pro", "MIUI",
                           "Microsoft Windows Photo Viewer 6.1.7600.16385", "Snowdon Imaging 2",
                           "VOG-AL00 10.1.0.160", "ColorOS", "SM-G991B", "Canon EOS R5 Firmware 1.8",
                           "ILCE-7M3", "libvips", "WeChat", "\xff\xfe\x01"}) {
    CAPTURE(text);
    CHECK(with_program(text).status == Status::pass);
  }
}

TEST_CASE("editing-software takes the list of the profile") {
  CHECK(with_program("Our Studio", {{"programs", std::vector<std::string>{"our_studio"}}}).status ==
        Status::fail);
  CHECK(with_program("Photoshop", {{"programs", std::vector<std::string>{}}}).status == Status::pass);
}

TEST_CASE("editing-software fails a thumbnail of another picture") {
  FileFacts file = good_file();
  file.metadata.thumbnail_difference = 0.05;
  CHECK(run_file_rule("FIL011", file).status == Status::pass);
  file.metadata.thumbnail_difference = 0.06;
  CHECK(run_file_rule("FIL011", file).message == "stale-thumbnail");
}
