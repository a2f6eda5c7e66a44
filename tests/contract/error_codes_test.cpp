// SPDX-License-Identifier: GPL-3.0-or-later
#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>

#include "photolint/core/error.h"

using namespace photolint;

namespace {

/// All C++ text of a folder but that of error.h and error.cpp.
std::string sources_of(const std::filesystem::path& folder) {
  std::ostringstream text;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    const std::filesystem::path& path = entry.path();
    const bool is_source = path.extension() == ".cpp" || path.extension() == ".h";
    if (!is_source || path.stem() == "error") continue;
    text << std::ifstream(path, std::ios::binary).rdbuf() << '\n';
  }
  return text.str();
}

std::string enumerator_of(ErrorCode code) {
  std::string name(to_string(code));
  for (char& c : name) {
    if (c == '-') c = '_';
  }
  return name;
}

}  // namespace

TEST_CASE("every error code has its own kebab-case name") {
  std::set<std::string_view> names;
  for (int i = 0; i < kErrorCodeCount; ++i) {
    const std::string_view name = to_string(static_cast<ErrorCode>(i));
    INFO(name);
    CHECK(names.insert(name).second);
    CHECK(std::regex_match(std::string(name), std::regex("[a-z]+(-[a-z]+)*")));
  }
}

TEST_CASE("every error code can happen") {
  const std::filesystem::path root = PHOTOLINT_SOURCE_DIR;
  const std::string text = sources_of(root / "lib") + sources_of(root / "cli");
  for (int i = 0; i < kErrorCodeCount; ++i) {
    const std::string name = enumerator_of(static_cast<ErrorCode>(i));
    INFO(name);
    CHECK(std::regex_search(text, std::regex("ErrorCode::" + name + "\\b")));
  }
}
