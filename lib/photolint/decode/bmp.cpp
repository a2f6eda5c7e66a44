// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <span>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

constexpr double kMetresPerInch = 0.0254;
constexpr std::uint32_t kUncompressed = 0;
constexpr std::uint32_t kBitFields = 3;

/// File header and bitmap header.
struct Header {
  std::size_t pixel_offset = 0;
  std::int64_t width = 0;
  std::int64_t height = 0;
  int bits_per_pixel = 0;
  std::uint32_t compression = kUncompressed;
  bool top_row_first = false;
  std::uint32_t red_mask = 0;  ///< of pixels of 16 and 32 bits
  std::uint32_t green_mask = 0;
  std::uint32_t blue_mask = 0;
  std::uint32_t alpha_mask = 0;
  std::size_t palette_colours = 0;
  std::size_t palette_entry_bytes = 4;
  std::size_t palette_end = 0;  ///< offset behind the palette
  std::uint32_t x_per_metre = 0;
  std::uint32_t y_per_metre = 0;

  [[nodiscard]] std::size_t row_bytes() const {
    return (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits_per_pixel) + 31) / 32 * 4;
  }
  [[nodiscard]] std::size_t pixel_bytes() const { return row_bytes() * static_cast<std::size_t>(height); }
};

std::int64_t little32_signed(Bytes bytes, std::size_t offset) {
  return static_cast<std::int32_t>(little32(bytes, offset));
}

/// Colours of the palette; used is the header's number, 0 for all that the bits can name.
std::size_t palette_colours(int bits_per_pixel, std::uint32_t used) {
  if (bits_per_pixel > 8) return 0;
  return used == 0 ? std::size_t{1} << bits_per_pixel : used;
}

/// Without bit fields, 16 bits hold 5 of each colour and 32 bits hold 8, blue lowest.
Header with_default_masks(Header header) {
  const int bits = header.bits_per_pixel == 16 ? 5 : 8;
  header.blue_mask = (1U << bits) - 1;
  header.green_mask = header.blue_mask << bits;
  header.red_mask = header.green_mask << bits;
  return header;
}

Result<Header> read_header(Bytes bytes) {
  const std::size_t size = little32(bytes, 14);  // sniff() has seen these bytes
  if (!has(bytes, 14, size)) return truncated();
  Header header;
  header.pixel_offset = little32(bytes, 10);
  if (header.pixel_offset < 14 + size) return damaged("pixel offset");
  if (size == 12) {  // OS/2 1.x: 16-bit sizes
    header.width = little16(bytes, 18);
    header.height = little16(bytes, 20);
    header.bits_per_pixel = static_cast<int>(little16(bytes, 24));
    header.palette_colours = palette_colours(header.bits_per_pixel, 0);
    header.palette_entry_bytes = 3;
    header.palette_end = 14 + size + header.palette_colours * header.palette_entry_bytes;
    return with_default_masks(header);
  }
  header.width = little32_signed(bytes, 18);
  header.height = std::abs(little32_signed(bytes, 22));
  header.top_row_first = little32_signed(bytes, 22) < 0;
  header.bits_per_pixel = static_cast<int>(little16(bytes, 28));
  header.compression = little32(bytes, 30);
  header.x_per_metre = little32(bytes, 38);
  header.y_per_metre = little32(bytes, 42);
  header.palette_colours = palette_colours(header.bits_per_pixel, little32(bytes, 46));
  header.palette_end = 14 + size + header.palette_colours * header.palette_entry_bytes;
  if (header.compression != kBitFields) return with_default_masks(header);
  constexpr std::size_t kMasks = 54;  // behind the 40-byte header or inside of a longer one
  if (!has(bytes, kMasks, 12)) return truncated();
  header.red_mask = little32(bytes, kMasks);
  header.green_mask = little32(bytes, kMasks + 4);
  header.blue_mask = little32(bytes, kMasks + 8);
  if (size >= 56) header.alpha_mask = little32(bytes, kMasks + 12);
  return header;
}

std::optional<Error> check_coding(const Header& header) {
  if (header.compression != kUncompressed && header.compression != kBitFields) {
    return failed("BMP compression " + std::to_string(header.compression));
  }
  switch (header.bits_per_pixel) {
    case 1:
    case 4:
    case 8:
    case 16:
    case 24:
    case 32:
      return std::nullopt;
    default:
      return damaged("bits per pixel");
  }
}

FileFacts facts_of(const Header& header, std::size_t file_bytes) {
  FileFacts facts;
  facts.stored_width = facts.width = static_cast<int>(header.width);
  facts.stored_height = facts.height = static_cast<int>(header.height);
  const bool palette = header.bits_per_pixel <= 8;
  facts.colour_mode = palette ? ColourMode::palette : ColourMode::rgb;
  facts.has_alpha = !palette && header.compression == kBitFields && header.alpha_mask != 0;
  facts.components = palette ? 1 : facts.has_alpha ? 4 : 3;
  facts.bits_per_component = palette ? header.bits_per_pixel : header.bits_per_pixel == 16 ? 5 : 8;
  if (header.x_per_metre > 0 && header.y_per_metre > 0) {
    facts.print_resolution = {header.x_per_metre * kMetresPerInch, header.y_per_metre * kMetresPerInch};
  }
  // Some writers end the pixels with two zero bytes.
  constexpr std::size_t kPadding = 3;
  if (file_bytes > header.pixel_offset + header.pixel_bytes() + kPadding) {
    facts.defects.emplace_back("trailing-bytes");
  }
  return facts;
}

/// One channel of a pixel of 16 or 32 bits: where its bits lie.
struct Channel {
  std::uint32_t mask = 0;

  /// The channel's bits as 0..255; 0 without a mask.
  [[nodiscard]] std::uint8_t of(std::uint32_t pixel) const {
    if (mask == 0) return 0;
    const int shift = std::countr_zero(mask);
    const std::uint64_t largest = mask >> shift;
    return static_cast<std::uint8_t>((std::uint64_t{(pixel & mask) >> shift} * 255 + largest / 2) / largest);
  }
};

/// Colours as B, G, R; a pixel that names none is black.
using Palette = std::array<std::array<std::uint8_t, 3>, 256>;

Palette read_palette(Bytes bytes, const Header& header) {
  Palette palette{};
  const std::size_t begin = header.palette_end - header.palette_colours * header.palette_entry_bytes;
  for (std::size_t i = 0; i < header.palette_colours; ++i) {
    std::copy_n(bytes.begin() + static_cast<std::ptrdiff_t>(begin + i * header.palette_entry_bytes), 3,
                palette[i].begin());
  }
  return palette;
}

void copy_palette_row(const std::uint8_t* row, const Palette& palette, int bits,
                      std::span<std::uint8_t> bgr) {
  const std::size_t in_byte = static_cast<std::size_t>(8 / bits);
  for (std::size_t x = 0; x < bgr.size() / 3; ++x) {
    const std::size_t shift = 8 - static_cast<std::size_t>(bits) * (x % in_byte + 1);
    const std::size_t index = (std::size_t{row[x / in_byte]} >> shift) & ((std::size_t{1} << bits) - 1);
    std::copy_n(palette[index].begin(), 3, bgr.begin() + static_cast<std::ptrdiff_t>(3 * x));
  }
}

void copy_masked_row(const std::uint8_t* row, const Header& header, std::span<std::uint8_t> bgr) {
  const std::size_t step = static_cast<std::size_t>(header.bits_per_pixel / 8);
  for (std::size_t x = 0; x < bgr.size() / 3; ++x) {
    const Bytes pixel_bytes(row + x * step, step);
    const std::uint32_t pixel = step == 2 ? little16(pixel_bytes, 0) : little32(pixel_bytes, 0);
    bgr[3 * x] = Channel{header.blue_mask}.of(pixel);
    bgr[3 * x + 1] = Channel{header.green_mask}.of(pixel);
    bgr[3 * x + 2] = Channel{header.red_mask}.of(pixel);
  }
}

/// The pixels must all be there.
ImageBuffer decode_pixels(Bytes bytes, const Header& header) {
  ImageBuffer bgr(static_cast<int>(header.width), static_cast<int>(header.height), 3);
  const Palette palette = read_palette(bytes, header);
  const std::uint8_t* row = bytes.data() + header.pixel_offset;
  for (int y = 0; y < bgr.height(); ++y, row += header.row_bytes()) {
    std::uint8_t* const target = bgr.row(header.top_row_first ? y : bgr.height() - 1 - y);
    const std::span<std::uint8_t> pixels(target, static_cast<std::size_t>(bgr.stride()));
    if (header.bits_per_pixel == 24) {
      std::copy_n(row, pixels.size(), pixels.begin());
    } else if (header.bits_per_pixel <= 8) {
      copy_palette_row(row, palette, header.bits_per_pixel, pixels);
    } else {
      copy_masked_row(row, header, pixels);
    }
  }
  return bgr;
}

}  // namespace

Result<Decoded> decode_bmp(Bytes bytes, const Limits& limits) {
  const Result<Header> read = read_header(bytes);
  if (!read) return read.error();
  const Header& header = read.value();
  if (auto error = check_size(header.width, header.height, limits)) return *error;
  if (auto error = check_coding(header)) return *error;
  if (!has(bytes, header.pixel_offset, header.pixel_bytes())) return truncated();
  if (header.palette_colours > 256 || header.palette_end > header.pixel_offset) return damaged("BMP palette");

  Decoded decoded;
  decoded.facts = facts_of(header, bytes.size());
  decoded.bgr = decode_pixels(bytes, header);
  return decoded;
}

}  // namespace photolint::codec
