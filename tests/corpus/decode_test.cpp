// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/decode/decode.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

using namespace photolint;

namespace {

const std::filesystem::path kFolder = std::filesystem::path(PHOTOLINT_SOURCE_DIR) / "tests/corpus";

/// "ok", or the name of the error; then the defects.
std::string outcome_of(const std::filesystem::path& path) {
  const Result<std::vector<std::uint8_t>> bytes = read_file(path.string(), {});
  if (!bytes) return std::string(to_string(bytes.error().code));
  const Result<DecodedImage> image = decode(bytes.value(), path.filename().string(), {}, 0);
  if (!image) return std::string(to_string(image.error().code));
  if (image.value().bgr.empty()) return "ok without pixels";
  std::string text = "ok";
  for (const std::string& defect : image.value().facts.defects) text += " " + defect;
  return text;
}

/// File name to outcome, from expected.txt: name and outcome separated by a blank.
std::map<std::string, std::string> expectations() {
  std::ifstream file(kFolder / "expected.txt");
  std::map<std::string, std::string> expected;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line.front() == '#') continue;
    const std::size_t blank = line.find(' ');
    expected[line.substr(0, blank)] = line.substr(blank + 1);
  }
  return expected;
}

}  // namespace

TEST_CASE("every file of the corpus ends as expected.txt says") {
  const std::map<std::string, std::string> expected = expectations();
  REQUIRE_FALSE(expected.empty());
  for (const auto& [name, outcome] : expected) {
    INFO(name);
    CHECK(outcome_of(kFolder / "files" / name) == outcome);
  }
}

TEST_CASE("every file of the corpus is in expected.txt") {
  const std::map<std::string, std::string> expected = expectations();
  for (const auto& entry : std::filesystem::directory_iterator(kFolder / "files")) {
    const std::string name = entry.path().filename().string();
    INFO(name);
    CHECK(expected.count(name) == 1);
  }
}
