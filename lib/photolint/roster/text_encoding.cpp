// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/text_encoding.h"

#include <iconv.h>

#include <stdexcept>
#include <utility>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;
constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF", kUtf16LeMark = "\xFF\xFE", kUtf16BeMark = "\xFE\xFF";
constexpr std::string_view kNeverUtf8 = "\xFF";

bool is_utf16(TextEncoding encoding) {
  return encoding == TextEncoding::utf16_le || encoding == TextEncoding::utf16_be;
}

/// Up to kPieceBytes; empty at the end or on failure.
std::string read_piece(std::istream& bytes) {
  std::string piece(kPieceBytes, '\0');
  bytes.read(piece.data(), static_cast<std::streamsize>(piece.size()));
  piece.resize(static_cast<std::size_t>(bytes.gcount()));
  return piece;
}

bool all_utf8(std::istream& bytes, std::string piece) {
  while (!piece.empty()) {
    const std::size_t valid = valid_utf8_prefix(piece);
    // A tail of up to three bytes may be a character that the piece cuts.
    std::string tail = piece.substr(valid);
    if (tail.size() > 3) return false;
    std::string more = read_piece(bytes);
    if (more.empty()) return tail.empty();
    piece = tail + more;
  }
  return true;
}

TextEncoding decide(std::istream& bytes) {
  std::string piece = read_piece(bytes);
  if (piece.starts_with(kUtf16LeMark)) return TextEncoding::utf16_le;
  if (piece.starts_with(kUtf16BeMark)) return TextEncoding::utf16_be;
  if (piece.starts_with(kUtf8Mark)) return TextEncoding::utf8;
  return all_utf8(bytes, std::move(piece)) ? TextEncoding::utf8 : TextEncoding::gb18030;
}

std::string_view mark_of(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
      return kUtf8Mark;
    case TextEncoding::utf16_le:
      return kUtf16LeMark;
    case TextEncoding::utf16_be:
      return kUtf16BeMark;
    case TextEncoding::gb18030:
      return "\x84\x31\x95\x33";  // U+FEFF in GB18030
  }
  return {};
}

}  // namespace

std::string_view to_string(TextEncoding encoding) {
  switch (encoding) {
    case TextEncoding::utf8:
      return "utf-8";
    case TextEncoding::utf16_le:
      return "utf-16le";
    case TextEncoding::utf16_be:
      return "utf-16be";
    case TextEncoding::gb18030:
      return "gb18030";
  }
  return "utf-8";
}

std::optional<TextEncoding> encoding_of_name(std::string_view name) {
  const std::string lower = lower_ascii(name);
  if (lower == "utf-8" || lower == "utf8") return TextEncoding::utf8;
  if (lower == "utf-16" || lower == "utf-16le") return TextEncoding::utf16_le;
  if (lower == "utf-16be") return TextEncoding::utf16_be;
  if (lower == "gb18030" || lower == "gbk" || lower == "gb2312") return TextEncoding::gb18030;
  return std::nullopt;
}

TextEncoding detect_encoding(std::istream& bytes) {
  const auto begin = bytes.tellg();
  const TextEncoding encoding = decide(bytes);
  bytes.clear();
  bytes.seekg(begin);
  return encoding;
}

TextReader::TextReader(std::istream& bytes, TextEncoding encoding) : bytes_(&bytes), encoding_(encoding) {}

std::string TextReader::read_bytes() {
  std::string piece = read_piece(*bytes_);
  if (bytes_->bad()) failed_ = true;
  if (std::exchange(at_begin_, false) && piece.starts_with(mark_of(encoding_))) {
    piece.erase(0, mark_of(encoding_).size());
    if (piece.empty()) return read_bytes();
  }
  return piece;
}

std::string TextReader::next() {
  if (!is_utf16(encoding_)) return read_bytes();
  std::string text;
  while (text.empty()) {
    const std::string bytes = read_bytes();
    if (bytes.empty()) break;
    text = from_utf16(bytes);
  }
  if (!text.empty()) return text;
  const bool cut = std::exchange(half_unit_, std::nullopt).has_value();
  const bool lone = std::exchange(high_surrogate_, std::nullopt).has_value();
  return cut || lone ? std::string(kNeverUtf8) : std::string();
}

std::string TextReader::from_utf16(const std::string& bytes) {
  std::string text;
  text.reserve(bytes.size() * 3 / 2);
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    if (!half_unit_) {
      half_unit_ = byte;
      continue;
    }
    const unsigned first = *std::exchange(half_unit_, std::nullopt);
    text +=
        take_unit(encoding_ == TextEncoding::utf16_le ? first | unsigned{byte} << 8U : first << 8U | byte);
  }
  return text;
}

std::string TextReader::take_unit(unsigned unit) {
  const bool high = unit >= 0xD800 && unit <= 0xDBFF;
  const bool low = unit >= 0xDC00 && unit <= 0xDFFF;
  const std::optional<unsigned> before = std::exchange(high_surrogate_, std::nullopt);
  if (before && low) return encode_utf8(0x10000 + ((*before - 0xD800) << 10U) + (unit - 0xDC00));
  std::string text = before ? encode_utf8(*before) : std::string();
  if (high) {
    high_surrogate_ = unit;
  } else {
    text += encode_utf8(unit);
  }
  return text;
}

struct CellDecoder::Converter {
  iconv_t handle = iconv_open("UTF-8", "GB18030");
  Converter() {
    // NOLINTNEXTLINE: (iconv_t)-1 is how iconv says that it failed
    if (handle == reinterpret_cast<iconv_t>(-1)) throw std::runtime_error("iconv has no GB18030");
  }
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter() { iconv_close(handle); }
};

CellDecoder::CellDecoder(TextEncoding encoding)
    : converter_(encoding == TextEncoding::gb18030 ? std::make_unique<Converter>() : nullptr) {}
CellDecoder::CellDecoder(CellDecoder&&) noexcept = default;
CellDecoder& CellDecoder::operator=(CellDecoder&&) noexcept = default;
CellDecoder::~CellDecoder() = default;

std::optional<std::string> CellDecoder::decode(std::string_view cell) {
  if (cell.find('\0') != std::string_view::npos) return std::nullopt;
  if (converter_ == nullptr) {
    return is_valid_utf8(cell) ? std::optional<std::string>(cell) : std::nullopt;
  }
  iconv(converter_->handle, nullptr, nullptr, nullptr, nullptr);
  std::string input(cell);
  std::string output(cell.size() * 2 + 8, '\0');  // two bytes of GB18030 become at most three of UTF-8
  char* in = input.data();
  char* out = output.data();
  std::size_t in_left = input.size();
  std::size_t out_left = output.size();
  const std::size_t converted = iconv(converter_->handle, &in, &in_left, &out, &out_left);
  if (converted == static_cast<std::size_t>(-1) || in_left != 0) return std::nullopt;
  output.resize(output.size() - out_left);
  return output;
}

}  // namespace photolint
