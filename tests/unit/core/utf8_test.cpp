// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/utf8.h"

#include <catch2/catch.hpp>

using namespace photolint;

TEST_CASE("strict UTF-8 rejects what is not") {
  CHECK(is_valid_utf8(""));
  CHECK(is_valid_utf8("张三 \xF0\xA0\x80\x80 a"));
  CHECK(is_valid_utf8("\xF4\x8F\xBF\xBF"));
  CHECK_FALSE(is_valid_utf8("\xC0\x80"));
  CHECK_FALSE(is_valid_utf8("\xE0\x80\x80"));
  CHECK_FALSE(is_valid_utf8("\xED\xA0\x80"));
  CHECK_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));
  CHECK_FALSE(is_valid_utf8("\xFF"));
  CHECK(valid_utf8_prefix("ab\xE5\xBC") == 2);
}

TEST_CASE("code points go out and come back") {
  for (const char32_t c : {0x24U, 0xA2U, 0x20ACU, 0xFFFDU, 0x10FFFFU}) {
    const std::string text = encode_utf8(c);
    CHECK(first_code_point(text).value == c);
    CHECK(first_code_point(text).length == text.size());
  }
  CHECK_FALSE(is_valid_utf8(encode_utf8(0xD800)));
}

TEST_CASE("display text has one line and is never ambiguous") {
  CHECK(display_text("张三.jpg") == "张三.jpg");
  CHECK(display_text("a\nb\t\r\x1b[1m\x7f") == "a\\nb\\t\\r\\x1b[1m\\x7f");
  CHECK(display_text("\xD5\xC5.jpg") == "\\xd5\\xc5.jpg");
  CHECK(display_text("a\\n") == "a\\\\n");
  CHECK(display_text("a\u202Egpj.exe") == "a\\u{202e}gpj.exe");
  CHECK(display_text(std::string("\0", 1)) == "\\x00");
}

TEST_CASE("full-width forms fold") {
  CHECK(fold_width("１２Ｘ　ａ，张") == "12X a,张");
  CHECK(fold_width("\xFF\xEF\xBC") == "\xFF\xEF\xBC");
}

TEST_CASE("blanks are trimmed at both ends") {
  CHECK(trim_blanks(" \t　张 三\u00A0\r\n") == "张 三");
  CHECK(trim_blanks("　") == "");
  CHECK(trim_blanks("\xFF ") == "\xFF");
  CHECK(trim_blanks("\x80\x80") == "\x80\x80");
}
