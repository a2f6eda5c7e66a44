// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/json.h"

#include <algorithm>
#include <cmath>

#include "photolint/core/number.h"
#include "photolint/core/utf8.h"

namespace photolint {
namespace {

bool is_escaped(char32_t c) {
  if (c < 0x20 || (c >= 0x7F && c <= 0x9F)) return true;
  return (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) ||
         c == 0xFEFF;
}

/// Bytes of the longest beginning that stands for itself: printable ASCII without quote and backslash.
std::size_t plain_prefix(std::string_view text) {
  const auto special = std::find_if(text.begin(), text.end(),
                                    [](char c) { return c < ' ' || c > '~' || c == '"' || c == '\\'; });
  return static_cast<std::size_t>(special - text.begin());
}

std::string unicode_escape(char32_t c) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "\\u";
  for (unsigned shift = 16; shift > 0; shift -= 4) text += kDigits[c >> (shift - 4) & 0xFU];
  return text;
}

}  // namespace

std::string json_string(std::string_view text) {
  std::string json;
  json.reserve(text.size() + 2);
  json += '"';
  while (!text.empty()) {
    const std::size_t plain = plain_prefix(text);
    json += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    const CodePoint c = first_code_point(text);
    if (!c.valid) {
      json += "\xEF\xBF\xBD";
    } else if (c.value == '"' || c.value == '\\') {
      json.append("\\").append(text.substr(0, 1));
    } else if (is_escaped(c.value)) {
      json += unicode_escape(c.value);
    } else {
      json += text.substr(0, c.length);
    }
    text.remove_prefix(c.length);
  }
  json += '"';
  return json;
}

std::string json_number(double value, int decimals) {
  return std::isfinite(value) ? format_fixed(value, decimals) : "null";
}

JsonObject& JsonObject::raw(std::string_view key, std::string_view value) {
  if (text_.size() > 1) text_ += ',';
  text_.append(json_string(key)).append(":").append(value);
  return *this;
}

JsonArray& JsonArray::add(std::string_view value) {
  if (text_.size() > 1) text_ += ',';
  text_ += value;
  return *this;
}

}  // namespace photolint
