// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/glob.h"

#include <catch2/catch.hpp>

using namespace photolint;

TEST_CASE("globs without a slash look at the name") {
  CHECK(Glob("*.jpg").matches("a/b.jpg"));
  CHECK_FALSE(Glob("*.jpg").matches("a.jpg/b"));
  CHECK_FALSE(Glob("*.jpg").matches("a.JPG"));
  CHECK(Glob("a?c").matches("abc"));
  CHECK(Glob("?三").matches("张三"));
  CHECK_FALSE(Glob("?三").matches("张张三"));
  CHECK(Glob("张*").matches("x/张三.jpg"));
  CHECK(Glob("").matches("a/"));
  CHECK_FALSE(Glob("").matches("a"));
}

TEST_CASE("globs with a slash look at the whole path") {
  CHECK(Glob("a/*.jpg").matches("a/b.jpg"));
  CHECK_FALSE(Glob("a/*.jpg").matches("a/b/c.jpg"));
  CHECK(Glob("a/**").matches("a/b/c.jpg"));
  CHECK(Glob("**/c.jpg").matches("a/b/c.jpg"));
  CHECK(Glob("**/c.jpg").matches("c.jpg"));
  CHECK(Glob("/a.jpg").matches("a.jpg"));
  CHECK_FALSE(Glob("/a.jpg").matches("b/a.jpg"));
  CHECK(Glob("old/").matches("x/old"));
}

TEST_CASE("sets of bytes") {
  CHECK(Glob("[a-c]x").matches("bx"));
  CHECK_FALSE(Glob("[a-c]x").matches("dx"));
  CHECK(Glob("[!a-c]x").matches("dx"));
  CHECK(Glob("[]a]").matches("]"));
  CHECK(Glob("[a").matches("[a"));
  CHECK(Glob("[a-]").matches("-"));
  CHECK_FALSE(Glob("a[/]b").matches("a/b"));
}

TEST_CASE("a hostile glob costs no more than pattern times path") {
  std::string pattern;
  for (int i = 0; i < 60; ++i) pattern += "*a";
  CHECK_FALSE(Glob(pattern + "b").matches(std::string(4000, 'a')));
}
