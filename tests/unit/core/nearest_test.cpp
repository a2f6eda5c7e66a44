// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/nearest.h"

#include <array>
#include <catch2/catch.hpp>
#include <string>

using photolint::nearest;

TEST_CASE("nearest finds what was meant") {
  const std::array<std::string_view, 4> words = {"min_bytes", "max_bytes", "severity", "reference"};
  CHECK(nearest("max_byte", words) == "max_bytes");
  CHECK(nearest("mxa_bytes", words) == "max_bytes");
  CHECK(nearest("Severity", words) == "severity");
  CHECK(nearest("refrence", words) == "reference");
  CHECK(nearest("colour", words).empty());
  CHECK(nearest("", words).empty());
}

TEST_CASE("nearest prefers the nearer, then the first, and never a far short word") {
  const std::array<std::string_view, 3> codes = {"GEO001", "GEO010", "GEO011"};
  CHECK(nearest("GEO010", codes) == "GEO010");
  CHECK(nearest("geo01", codes) == "GEO001");
  const std::array<std::string_view, 1> one = {"en"};
  CHECK(nearest("fr", one).empty());
  CHECK(nearest("eng", one) == "en");
}

TEST_CASE("nearest is not slowed down by a word of a million letters") {
  const std::array<std::string_view, 1> words = {"severity"};
  CHECK(nearest(std::string(1'000'000, 's'), words).empty());
}
