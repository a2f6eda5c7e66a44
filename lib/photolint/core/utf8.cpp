// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/core/utf8.h"

#include <array>

namespace photolint {
namespace {

constexpr char32_t kFullWidthFirst = 0xFF01, kFullWidthLast = 0xFF5E, kFullWidthOffset = 0xFEE0;
constexpr char32_t kIdeographicSpace = 0x3000;

unsigned byte_at(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

/// Bytes of the sequence that the lead byte announces; 0 for a byte that cannot lead.
std::size_t sequence_length(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool in_range(char32_t c, char32_t first, char32_t last) {
  return c >= first && c <= last;
}

/// Characters that break a line, move the cursor, reverse the reading direction or cannot be seen.
bool must_be_escaped(char32_t c) {
  if (c < 0x20 || in_range(c, 0x7F, 0x9F) || c == '\\') return true;
  return in_range(c, 0x2028, 0x202E) || in_range(c, 0x2066, 0x2069) || in_range(c, 0x200B, 0x200F) ||
         c == 0xFEFF;
}

std::string hex(char32_t value, std::size_t min_digits) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (; value != 0; value >>= 4U) text.insert(text.begin(), kDigits[value & 0xFU]);
  if (text.size() < min_digits) text.insert(0, min_digits - text.size(), '0');
  return text;
}

std::string escape(char32_t c) {
  if (c == '\n') return "\\n";
  if (c == '\t') return "\\t";
  if (c == '\r') return "\\r";
  if (c == '\\') return "\\\\";
  if (c < 0x80) return "\\x" + hex(c, 2);
  return "\\u{" + hex(c, 1) + "}";
}

/// Bytes of the longest beginning that display_text() leaves as it is: printable ASCII without backslash.
std::size_t plain_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size() && text[i] >= ' ' && text[i] <= '~' && text[i] != '\\') ++i;
  return i;
}

/// Bytes of the blank at the front, 0 when there is none.
std::size_t blank_length(std::string_view text) {
  const CodePoint first = first_code_point(text);
  const char32_t c = first.value;
  if (!first.valid) return 0;
  const bool blank = c == ' ' || in_range(c, 0x09, 0x0D) || c == 0xA0 || c == kIdeographicSpace;
  return blank ? first.length : 0;
}

}  // namespace

CodePoint first_code_point(std::string_view text) {
  static constexpr std::array<unsigned, 5> kLeadMask = {0, 0x7F, 0x1F, 0x0F, 0x07};
  const std::size_t length = sequence_length(byte_at(text, 0));
  if (length == 0 || length > text.size()) return {};
  char32_t value = byte_at(text, 0) & kLeadMask.at(length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte_at(text, i) & 0xC0U) != 0x80) return {};
    value = value << 6U | (byte_at(text, i) & 0x3FU);
  }
  const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
  if (overlong || in_range(value, 0xD800, 0xDFFF) || value > 0x10FFFF) return {};
  return {value, length, true};
}

std::size_t valid_utf8_prefix(std::string_view text) {
  std::size_t i = 0;
  while (i < text.size()) {
    if (byte_at(text, i) < 0x80) {
      ++i;
      continue;
    }
    const CodePoint c = first_code_point(text.substr(i));
    if (!c.valid) return i;
    i += c.length;
  }
  return i;
}

bool is_valid_utf8(std::string_view text) {
  return valid_utf8_prefix(text) == text.size();
}

std::string encode_utf8(char32_t c) {
  const auto low = [c](unsigned shift) { return static_cast<char>(0x80U | (c >> shift & 0x3FU)); };
  if (c < 0x80) return {static_cast<char>(c)};
  if (c < 0x800) return {static_cast<char>(0xC0U | c >> 6U), low(0)};
  if (c < 0x10000) return {static_cast<char>(0xE0U | c >> 12U), low(6), low(0)};
  return {static_cast<char>(0xF0U | (c >> 18U & 0x07U)), low(12), low(6), low(0)};
}

std::string display_text(std::string_view bytes) {
  std::string shown;
  shown.reserve(bytes.size());
  while (!bytes.empty()) {
    const std::size_t plain = plain_prefix(bytes);
    shown += bytes.substr(0, plain);
    bytes.remove_prefix(plain);
    if (bytes.empty()) break;
    const CodePoint c = first_code_point(bytes);
    if (!c.valid) {
      shown += "\\x" + hex(byte_at(bytes, 0), 2);
    } else if (must_be_escaped(c.value)) {
      shown += escape(c.value);
    } else {
      shown += bytes.substr(0, c.length);
    }
    bytes.remove_prefix(c.length);
  }
  return shown;
}

std::string fold_width(std::string_view text) {
  std::string folded;
  folded.reserve(text.size());
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    if (c.valid && in_range(c.value, kFullWidthFirst, kFullWidthLast)) {
      folded += static_cast<char>(c.value - kFullWidthOffset);
    } else if (c.valid && c.value == kIdeographicSpace) {
      folded += ' ';
    } else {
      folded += text.substr(0, c.length);
    }
    text.remove_prefix(c.length);
  }
  return folded;
}

std::string_view trim_blanks(std::string_view text) {
  while (!text.empty() && blank_length(text) > 0) text.remove_prefix(blank_length(text));
  while (!text.empty()) {
    std::size_t last = text.size() - 1;
    while (last > 0 && (byte_at(text, last) & 0xC0U) == 0x80) --last;
    const std::size_t blank = blank_length(text.substr(last));
    if (blank == 0 || last + blank != text.size()) break;
    text.remove_suffix(blank);
  }
  return text;
}

std::string lower_ascii(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

}  // namespace photolint
