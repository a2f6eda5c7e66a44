// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/profile/toml_tree.h"

#include <catch2/catch.hpp>
#include <string>

using namespace photolint;
using namespace std::string_literals;

namespace {

std::string repeated(const std::string& text, int count) {
  std::string out;
  for (int i = 0; i < count; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("the tree keeps the order and the position of every value") {
  const ParsedTree parsed = parse_toml("z = 1\na = [true, 2.5]\n[t]\n  k = \"x\"\n", "f.toml");
  REQUIRE(parsed.errors.empty());
  REQUIRE(parsed.root.entries.size() == 3);
  CHECK(parsed.root.entries[0].key == "z");
  CHECK(parsed.root.entries[0].value.integer == 1);
  CHECK(parsed.root.entries[1].value.items[1].real == 2.5);
  CHECK(parsed.root.entries[1].value.items[1].column == 12);
  const TreeEntry& inner = parsed.root.entries[2].value.entries[0];
  CHECK(inner.line == 4);
  CHECK(inner.column == 3);
  CHECK(inner.value.text == "x");
}

TEST_CASE("every bad line is reported, and the good ones are kept") {
  const ParsedTree parsed = parse_toml(
      "a = 1\n"
      "b = nonsense\n"
      "stray\n"
      "a = 2\n"
      "[t]\n"
      "x = 1\n"
      "[t]\n"
      "x = 2\n"
      "[broken\n"
      "y = 1\n"
      "[u]\n"
      "z = \"never closed\n"
      "w = 3\n",
      "f.toml");
  std::vector<std::string> found;
  for (const Error& e : parsed.errors) {
    found.push_back(std::to_string(e.where.line) + ' ' + std::string(to_string(e.code)) + ' ' + e.where.key);
  }
  CHECK(found == std::vector<std::string>{"2 profile-syntax ", "3 profile-syntax ",
                                          "4 profile-key-duplicate a", "7 profile-key-duplicate t",
                                          "9 profile-syntax ", "12 profile-syntax "});
  REQUIRE(parsed.root.entries.size() == 3);
  CHECK(parsed.root.entries[0].value.integer == 1);
  CHECK(parsed.root.entries[1].value.entries[0].value.integer == 1);
  CHECK(parsed.root.entries[2].value.entries[0].key == "w");
}

TEST_CASE("a line that could change those below it ends the search") {
  const ParsedTree parsed = parse_toml("a = [1,\nb = 2\n[c\n", "f.toml");
  CHECK_FALSE(parsed.errors.empty());
  CHECK(parsed.root.entries.empty());
}

TEST_CASE("byte order mark and CRLF are no errors") {
  const ParsedTree parsed = parse_toml("\xEF\xBB\xBFname = \"中文\"\r\nb = 2\r\n", "f.toml");
  REQUIRE(parsed.errors.empty());
  CHECK(parsed.root.entries[0].value.text == "中文");
  CHECK(parsed.root.entries[1].line == 2);
}

TEST_CASE("bytes that are not UTF-8 text are syntax errors with their line") {
  const ParsedTree bad = parse_toml("a = 1\nb = \"\xff\"\nc = 3\n", "f.toml");
  REQUIRE(bad.errors.size() == 1);
  CHECK(bad.errors[0].code == ErrorCode::profile_syntax);
  CHECK(bad.errors[0].where.line == 2);
  CHECK(bad.root.entries.size() == 2);

  const ParsedTree nul = parse_toml("a = 1\nb = \"\0\"\n"s, "f.toml");
  REQUIRE(nul.errors.size() == 1);
  CHECK(nul.errors[0].where.line == 2);

  const ParsedTree wide = parse_toml("\xff\xfe"s + "a\0 \0=\0 \0001\0\n\0"s, "f.toml");
  CHECK(wide.errors.size() == 1);
}

TEST_CASE("deep nesting in every form neither crashes nor is accepted") {
  for (const std::string& text :
       {"a = " + repeated("[", 100'000), "a = " + repeated("[", 200) + repeated("]", 200),
        "a = " + repeated("{ a = ", 100'000), "[" + repeated("a.", 200'000) + "a]\n",
        repeated("a.", 200'000) + "a = 1\n", "a = { " + repeated("b.", 200'000) + "b = 1 }\n",
        "a = " + repeated("{ a.a.a.a.a.a = ", 200) + "1" + repeated("}", 200),
        repeated("\"a\".", 100'000) + "a = 1\n", repeated("[", 500'000), repeated("[a]\n", 1000),
        repeated("'''", 100'001), repeated("\"\\", 100'000)}) {
    CAPTURE(text.substr(0, 20));
    const ParsedTree parsed = parse_toml(text, "f.toml");
    if (!parsed.errors.empty()) continue;
    const TreeNode* node = &parsed.root;  // accepted by the parser: the binder sees no value below the limit
    int depth = 0;
    while (!node->entries.empty() || !node->items.empty()) {
      node = node->entries.empty() ? &node->items.front() : &node->entries.front().value;
      ++depth;
    }
    CHECK(depth <= 18);
    CHECK(node->kind == TreeKind::date);
  }
}

TEST_CASE("dots in values and comments are no keys") {
  const ParsedTree parsed = parse_toml(
      "# a.b.c.d.e.f.g.h.i.j.k.l\n"
      "t = \"a.b.c.d.e.f.g.h.i.j.k\"\n"
      "u = '''\na.b.c.d.e.f.g.h.i.j.k\n'''\n"
      "v = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 1.0]\n",
      "f.toml");
  CHECK(parsed.errors.empty());
}

TEST_CASE("the search ends after fifty errors") {
  CHECK(parse_toml(repeated("stray\n", 1000), "f.toml").errors.size() == 50);
}
