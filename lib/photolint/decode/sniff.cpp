// SPDX-License-Identifier: GPL-3.0-or-later
#include <array>
#include <string_view>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view text;
  FileFormat format;
  std::string_view word;
};

constexpr std::array kSignatures = {
    Signature{"\xff\xd8\xff"sv, FileFormat::jpeg, "jpeg"},
    Signature{"\x89PNG\r\n\x1a\n"sv, FileFormat::png, "png"},
    Signature{"II*\0"sv, FileFormat::tiff, "tiff"},
    Signature{"MM\0*"sv, FileFormat::tiff, "tiff"},
    Signature{"GIF87a"sv, FileFormat::gif, "gif"},
    Signature{"GIF89a"sv, FileFormat::gif, "gif"},
    // What students send by mistake; named so that the message can say so.
    Signature{"%PDF-"sv, FileFormat::unknown, "pdf"},
    Signature{"8BPS"sv, FileFormat::unknown, "psd"},
    Signature{"PK\x03\x04"sv, FileFormat::unknown, "zip"},
    Signature{"Rar!\x1a\x07"sv, FileFormat::unknown, "rar"},
    Signature{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv, FileFormat::unknown, "office"},
    Signature{"\0\0\0\x0cjP  \r\n\x87\n"sv, FileFormat::unknown, "jpeg2000"},
};

constexpr std::array kHeicBrands = {"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv};

bool is_heic_brand(Bytes bytes, std::size_t offset) {
  for (const std::string_view brand : kHeicBrands) {
    if (has_text(bytes, offset, brand)) return true;
  }
  return false;
}

/// ISO base media: the brands say what is inside; mif1 and msf1 leave it to the compatible brands.
Sniffed sniff_iso_media(Bytes bytes) {
  if (!has(bytes, 0, 12) || !has_text(bytes, 4, "ftyp")) return {};
  const std::size_t end = std::min<std::size_t>({big32(bytes, 0), bytes.size(), 256});
  bool avif = false;
  for (std::size_t offset = 8; offset + 4 <= end; offset += 4) {
    if (is_heic_brand(bytes, offset)) return {FileFormat::heic, "heic"};
    avif = avif || has_text(bytes, offset, "avif") || has_text(bytes, offset, "avis");
  }
  return {FileFormat::unknown, avif ? "avif" : "video"};
}

/// "BM" alone is too weak: the size of the second header must be one that exists.
bool is_bmp(Bytes bytes) {
  if (!has_text(bytes, 0, "BM") || !has(bytes, 0, 18)) return false;
  const std::uint32_t header = little32(bytes, 14);
  return header == 12 || header == 40 || header == 52 || header == 56 || header == 64 || header == 108 ||
         header == 124;
}

}  // namespace

Sniffed sniff(Bytes bytes) {
  for (const Signature& signature : kSignatures) {
    if (has_text(bytes, 0, signature.text)) return {signature.format, std::string(signature.word)};
  }
  if (has_text(bytes, 0, "RIFF") && has_text(bytes, 8, "WEBP")) return {FileFormat::webp, "webp"};
  if (is_bmp(bytes)) return {FileFormat::bmp, "bmp"};
  return sniff_iso_media(bytes);
}

}  // namespace photolint::codec
