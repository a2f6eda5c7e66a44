// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/text_encoding.h"

#include <catch2/catch.hpp>
#include <sstream>

using namespace photolint;

namespace {

TextEncoding detected(const std::string& bytes) {
  std::istringstream stream(bytes);
  const TextEncoding encoding = detect_encoding(stream);
  CHECK(stream.tellg() == std::streampos(0));
  return encoding;
}

std::string all_text(const std::string& bytes, TextEncoding encoding) {
  std::istringstream stream(bytes);
  TextReader reader(stream, encoding);
  std::string text;
  for (std::string piece = reader.next(); !piece.empty(); piece = reader.next()) text += piece;
  return text;
}

std::string bytes_of(std::initializer_list<int> values) {
  std::string bytes;
  for (const int value : values) bytes += static_cast<char>(value);
  return bytes;
}

const std::string kGbName = bytes_of({0xD5, 0xC5, 0xC8, 0xFD});  // 张三

}  // namespace

TEST_CASE("the encoding is decided by mark, then UTF-8, then GB18030") {
  CHECK(detected("") == TextEncoding::utf8);
  CHECK(detected("a,b") == TextEncoding::utf8);
  CHECK(detected("张三") == TextEncoding::utf8);
  CHECK(detected("\xEF\xBB\xBF" + kGbName) == TextEncoding::utf8);
  CHECK(detected(bytes_of({0xFF, 0xFE, 'a', 0})) == TextEncoding::utf16_le);
  CHECK(detected(bytes_of({0xFE, 0xFF, 0, 'a'})) == TextEncoding::utf16_be);
  CHECK(detected(kGbName) == TextEncoding::gb18030);
}

TEST_CASE("a character on the border of two pieces stays UTF-8") {
  for (std::size_t shift = 0; shift < 4; ++shift) {
    const std::string head(65536 - shift, 'a');
    CHECK(detected(head + "张𠀀三") == TextEncoding::utf8);
    CHECK(detected(head + "张" + kGbName) == TextEncoding::gb18030);
    CHECK(detected(head + "\xE5\xBC") == TextEncoding::gb18030);
  }
}

TEST_CASE("UTF-16 becomes UTF-8") {
  CHECK(all_text(bytes_of({0xFF, 0xFE, 0x20, 0x5F, 'a', 0, 0x40, 0xD8, 0, 0xDC}), TextEncoding::utf16_le) ==
        "张a𠀀");
  CHECK(all_text(bytes_of({0xFE, 0xFF, 0x5F, 0x20, 0xD8, 0x40, 0xDC, 0}), TextEncoding::utf16_be) == "张𠀀");
  CHECK(all_text(bytes_of({0xFF, 0xFE}), TextEncoding::utf16_le).empty());
}

TEST_CASE("broken UTF-16 is not valid afterwards") {
  CellDecoder decoder(TextEncoding::utf16_le);
  CHECK_FALSE(decoder.decode(all_text(bytes_of({'a', 0, 'b'}), TextEncoding::utf16_le)));
  CHECK_FALSE(decoder.decode(all_text(bytes_of({0, 0xD8, 'a', 0}), TextEncoding::utf16_le)));
  CHECK_FALSE(decoder.decode(all_text(bytes_of({0, 0xDC}), TextEncoding::utf16_le)));
  CHECK_FALSE(decoder.decode(all_text(bytes_of({0, 0xD8}), TextEncoding::utf16_le)));
}

TEST_CASE("cells are decoded strictly") {
  CellDecoder gb(TextEncoding::gb18030);
  CHECK(gb.decode(kGbName) == std::string("张三"));
  CHECK(gb.decode("") == std::string());
  CHECK(gb.decode(bytes_of({0x95, 0x32, 0x82, 0x36})) == std::string("𠀀"));
  CHECK_FALSE(gb.decode(bytes_of({0xD5})));
  CHECK_FALSE(gb.decode(bytes_of({0xFF, 0xFF})));
  CHECK(gb.decode(kGbName) == std::string("张三"));
  CellDecoder utf8(TextEncoding::utf8);
  CHECK(utf8.decode("张") == std::string("张"));
  CHECK_FALSE(utf8.decode(kGbName));
  CHECK_FALSE(utf8.decode(std::string("a\0b", 3)));
}

TEST_CASE("names of encodings") {
  CHECK(encoding_of_name("UTF-8") == TextEncoding::utf8);
  CHECK(encoding_of_name("GBK") == TextEncoding::gb18030);
  CHECK(encoding_of_name("utf-16be") == TextEncoding::utf16_be);
  CHECK_FALSE(encoding_of_name("latin1"));
  for (const TextEncoding e :
       {TextEncoding::utf8, TextEncoding::utf16_le, TextEncoding::utf16_be, TextEncoding::gb18030}) {
    CHECK(encoding_of_name(to_string(e)) == e);
  }
}
