// SPDX-License-Identifier: GPL-3.0-or-later
#include <webp/decode.h>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// What the RIFF chunks say.
struct Chunks {
  std::int64_t canvas_width = 0;
  std::int64_t canvas_height = 0;
  std::int64_t frames = 0;  ///< of an animation
  Bytes exif;
  Bytes xmp;
  bool trailing_bytes = false;
};

std::uint32_t little24(Bytes bytes, std::size_t offset) {
  return little16(bytes, offset) | static_cast<std::uint32_t>(bytes[offset + 2]) << 16;
}

/// Some writers put the JPEG prefix in front of the TIFF header.
Bytes without_prefix(Bytes exif) {
  constexpr std::string_view kName("Exif\0\0", 6);
  return has_text(exif, 0, kName) ? exif.subspan(kName.size()) : exif;
}

Result<Chunks> walk(Bytes file) {
  constexpr std::size_t kHeader = 12;
  if (!has(file, 0, kHeader)) return truncated();
  const std::size_t size = std::size_t{little32(file, 4)} + 8;
  if (size > file.size()) return truncated();
  if (size < kHeader) return damaged("RIFF size");
  Chunks chunks;
  chunks.trailing_bytes = file.size() > size;
  const Bytes bytes = file.first(size);
  for (std::size_t offset = kHeader; offset < bytes.size();) {
    if (!has(bytes, offset, 8)) return damaged("chunk header");
    const std::size_t length = little32(bytes, offset + 4);
    if (!has(bytes, offset + 8, length)) return damaged("chunk length");
    const Bytes data = bytes.subspan(offset + 8, length);
    if (has_text(bytes, offset, "ANMF")) ++chunks.frames;
    if (has_text(bytes, offset, "EXIF")) chunks.exif = without_prefix(data);
    if (has_text(bytes, offset, "XMP ")) chunks.xmp = data;
    if (has_text(bytes, offset, "VP8X") && length >= 10) {
      chunks.canvas_width = std::int64_t{little24(data, 4)} + 1;
      chunks.canvas_height = std::int64_t{little24(data, 7)} + 1;
    }
    offset += 8 + length + length % 2;
  }
  return chunks;
}

Error status_error(VP8StatusCode status) {
  switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
      return truncated();
    case VP8_STATUS_OUT_OF_MEMORY:
      return {ErrorCode::out_of_memory, {}, {}};
    case VP8_STATUS_UNSUPPORTED_FEATURE:
      return failed("unsupported WebP feature");
    default:
      return damaged("WebP bit stream");
  }
}

std::uint8_t over_white(unsigned sample, unsigned alpha) {
  return static_cast<std::uint8_t>((sample * alpha + 255 * (255 - alpha) + 127) / 255);
}

/// libwebp's decoder set up for one picture.
class WebpDecoder {
 public:
  explicit WebpDecoder(bool alpha) {
    WebPInitDecoderConfig(&config_);
    config_.output.colorspace = alpha ? MODE_BGRA : MODE_BGR;
  }
  ~WebpDecoder() { WebPFreeDecBuffer(&config_.output); }
  WebpDecoder(const WebpDecoder&) = delete;
  WebpDecoder& operator=(const WebpDecoder&) = delete;

  VP8StatusCode decode_into(std::uint8_t* pixels, std::ptrdiff_t stride, std::size_t size, Bytes bytes) {
    config_.output.u.RGBA = {pixels, static_cast<int>(stride), size};
    config_.output.is_external_memory = 1;
    return WebPDecode(bytes.data(), bytes.size(), &config_);
  }

 private:
  WebPDecoderConfig config_{};
};

/// BGRA pixels on white.
ImageBuffer flattened(const std::vector<std::uint8_t>& bgra, int width, int height) {
  ImageBuffer bgr(width, height, 3);
  std::uint8_t* out = bgr.row(0);
  for (std::size_t i = 0; i + 3 < bgra.size(); i += 4, out += 3) {
    const unsigned alpha = bgra[i + 3];
    out[0] = over_white(bgra[i], alpha);
    out[1] = over_white(bgra[i + 1], alpha);
    out[2] = over_white(bgra[i + 2], alpha);
  }
  return bgr;
}

Result<ImageBuffer> decode_pixels(Bytes bytes, int width, int height, bool alpha) {
  WebpDecoder decoder(alpha);
  if (!alpha) {
    ImageBuffer bgr(width, height, 3);
    const VP8StatusCode status = decoder.decode_into(bgr.row(0), bgr.stride(), bgr.bytes().size(), bytes);
    if (status != VP8_STATUS_OK) return status_error(status);
    return bgr;
  }
  std::vector<std::uint8_t> bgra(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 4);
  const VP8StatusCode status =
      decoder.decode_into(bgra.data(), std::ptrdiff_t{width} * 4, bgra.size(), bytes);
  if (status != VP8_STATUS_OK) return status_error(status);
  return flattened(bgra, width, height);
}

}  // namespace

Result<Decoded> decode_webp(Bytes bytes, const Limits& limits) {
  const Result<Chunks> walked = walk(bytes);
  if (!walked) return walked.error();
  const Chunks& chunks = walked.value();
  if (chunks.canvas_width > 0) {
    if (auto error = check_size(chunks.canvas_width, chunks.canvas_height, limits)) return *error;
  }
  WebPBitstreamFeatures features{};
  const VP8StatusCode status = WebPGetFeatures(bytes.data(), bytes.size(), &features);
  if (status != VP8_STATUS_OK) return status_error(status);
  if (auto error = check_size(features.width, features.height, limits)) return *error;
  if (auto error = check_frames(std::max<std::int64_t>(chunks.frames, 1), limits)) return *error;
  if (features.has_animation != 0) return failed("animated WebP");

  Decoded decoded;
  FileFacts& facts = decoded.facts;
  facts.stored_width = facts.width = features.width;
  facts.stored_height = facts.height = features.height;
  facts.has_alpha = features.has_alpha != 0;
  facts.components = facts.has_alpha ? 4 : 3;
  facts.bits_per_component = 8;
  facts.colour_mode = features.format == 1 ? ColourMode::ycbcr : ColourMode::rgb;  // 1: lossy
  if (chunks.trailing_bytes) facts.defects.emplace_back("trailing-bytes");
  facts = with_exif(std::move(facts), chunks.exif);
  facts.metadata = with_xmp(std::move(facts.metadata), chunks.xmp);
  decoded.turn = facts.orientation;
  Result<ImageBuffer> pixels = decode_pixels(bytes, facts.width, facts.height, facts.has_alpha);
  if (!pixels) return pixels.error();
  decoded.bgr = std::move(pixels).value();
  return decoded;
}

}  // namespace photolint::codec
