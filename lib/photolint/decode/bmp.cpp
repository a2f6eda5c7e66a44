// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>
#include <cstring>
#include <opencv2/imgcodecs.hpp>

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
  std::uint32_t alpha_mask = 0;
  std::size_t palette_colours = 0;
  std::size_t palette_end = 0;  ///< offset behind the palette
  std::uint32_t x_per_metre = 0;
  std::uint32_t y_per_metre = 0;

  [[nodiscard]] std::size_t pixel_bytes() const {
    const std::size_t row =
        (static_cast<std::size_t>(width) * static_cast<std::size_t>(bits_per_pixel) + 31) / 32 * 4;
    return row * static_cast<std::size_t>(height);
  }
};

std::int64_t little32_signed(Bytes bytes, std::size_t offset) {
  return static_cast<std::int32_t>(little32(bytes, offset));
}

/// Colours of the palette; used is the header's number, 0 for all that the bits can name.
std::size_t palette_colours(int bits_per_pixel, std::uint32_t used) {
  if (bits_per_pixel > 8) return 0;
  return used == 0 ? std::size_t{1} << bits_per_pixel : used;
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
    header.palette_end = 14 + size + header.palette_colours * 3;
    return header;
  }
  header.width = little32_signed(bytes, 18);
  header.height = std::abs(little32_signed(bytes, 22));  // negative: top row first
  header.bits_per_pixel = static_cast<int>(little16(bytes, 28));
  header.compression = little32(bytes, 30);
  header.x_per_metre = little32(bytes, 38);
  header.y_per_metre = little32(bytes, 42);
  header.palette_colours = palette_colours(header.bits_per_pixel, little32(bytes, 46));
  header.palette_end = 14 + size + header.palette_colours * 4;
  if (size >= 56) header.alpha_mask = little32(bytes, 66);
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

/// An empty buffer where OpenCV cannot read it.
ImageBuffer decode_pixels(Bytes bytes, int width, int height) {
  try {
    const cv::Mat encoded(1, static_cast<int>(bytes.size()), CV_8U, const_cast<std::uint8_t*>(bytes.data()));
    const cv::Mat pixels = cv::imdecode(encoded, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
    if (pixels.type() != CV_8UC3 || pixels.cols != width || pixels.rows != height) return {};
    ImageBuffer bgr(width, height, 3);
    for (int y = 0; y < height; ++y) {
      std::memcpy(bgr.row(y), pixels.ptr(y), static_cast<std::size_t>(bgr.stride()));
    }
    return bgr;
  } catch (const cv::Exception&) {
    return {};
  }
}

}  // namespace

Result<Decoded> decode_bmp(Bytes bytes, const Limits& limits) {
  const Result<Header> read = read_header(bytes);
  if (!read) return read.error();
  const Header& header = read.value();
  if (auto error = check_size(header.width, header.height, limits)) return *error;
  if (auto error = check_coding(header)) return *error;
  if (!has(bytes, header.pixel_offset, header.pixel_bytes())) return truncated();
  // OpenCV tells stderr about headers that it refuses, so none may come that far.
  if (header.palette_colours > 256 || header.palette_end > header.pixel_offset) return damaged("BMP palette");

  Decoded decoded;
  decoded.facts = facts_of(header, bytes.size());
  decoded.bgr = decode_pixels(bytes, decoded.facts.width, decoded.facts.height);
  if (decoded.bgr.empty()) return damaged("BMP header");
  return decoded;
}

}  // namespace photolint::codec
