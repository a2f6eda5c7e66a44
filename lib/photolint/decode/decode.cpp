// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/decode/decode.h"

#include <algorithm>
#include <utility>

#include "photolint/core/hash.h"
#include "photolint/decode/codec.h"

namespace photolint {
namespace codec {

std::optional<Error> check_size(std::int64_t width, std::int64_t height, const Limits& limits) {
  if (width <= 0 || height <= 0) return damaged("empty picture");
  const bool edge = std::max(width, height) > limits.max_edge;
  if (!edge && width * height <= limits.max_pixels) return std::nullopt;
  const std::int64_t limit = edge ? limits.max_edge : limits.max_pixels;
  return Error{ErrorCode::image_too_large,
               {{"width", std::to_string(width)},
                {"height", std::to_string(height)},
                {"limit", std::to_string(limit)}},
               {}};
}

std::optional<Error> check_frames(std::int64_t frames, const Limits& limits) {
  if (frames <= limits.max_frames) return std::nullopt;
  return Error{ErrorCode::many_frames,
               {{"frames", std::to_string(frames)}, {"limit", std::to_string(limits.max_frames)}},
               {}};
}

Error damaged(std::string detail) {
  return {ErrorCode::image_damaged, {{"detail", std::move(detail)}}, {}};
}

Error failed(std::string detail) {
  return {ErrorCode::decoder_failed, {{"detail", std::move(detail)}}, {}};
}

Error truncated() {
  return {ErrorCode::image_truncated, {}, {}};
}

namespace {

Result<Decoded> decode_as(const Sniffed& sniffed, Bytes bytes, const Limits& limits, int working_edge) {
  switch (sniffed.format) {
    case FileFormat::jpeg:
      return decode_jpeg(bytes, limits, working_edge);
    case FileFormat::png:
      return decode_png(bytes, limits);
    case FileFormat::webp:
      return decode_webp(bytes, limits);
    case FileFormat::bmp:
      return decode_bmp(bytes, limits);
    case FileFormat::tiff:
      return decode_tiff(bytes, limits);
    case FileFormat::heic:
      return decode_heic(bytes, limits);
    case FileFormat::gif:
    case FileFormat::unknown:
      break;
  }
  if (sniffed.word.empty()) return Error{ErrorCode::format_unknown, {}, {}};
  return Error{ErrorCode::format_unsupported, {{"format", sniffed.word}}, {}};
}

/// Lower-case ASCII extension of a file name. ".jpg" alone is a name without one.
std::string extension_of(const std::string& name) {
  const std::size_t base = name.find_last_of('/') == std::string::npos ? 0 : name.find_last_of('/') + 1;
  const std::size_t dot = name.find_last_of('.');
  if (dot == std::string::npos || dot <= base) return {};
  std::string extension = name.substr(dot + 1);
  for (char& c : extension) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return extension;
}

/// A thumbnail that cannot be decoded says nothing.
std::optional<double> compare_thumbnail(const Decoded& decoded, const Limits& limits) {
  constexpr int kLargest = 1024;  // EXIF asks for 160x120; some phones store 512 pixels
  Limits small = limits;
  small.max_edge = std::min(limits.max_edge, kLargest);
  const Result<Decoded> thumbnail = decode_jpeg(decoded.thumbnail, small, 0);
  if (!thumbnail) return std::nullopt;
  return thumbnail_difference(decoded.bgr.view(), thumbnail.value().bgr.view());
}

}  // namespace
}  // namespace codec

Result<DecodedImage> decode(std::span<const std::uint8_t> bytes, const std::string& name,
                            const Limits& limits, int working_edge) {
  if (bytes.empty()) return Error{ErrorCode::file_empty, {}, {}};
  const codec::Sniffed sniffed = codec::sniff(bytes);
  Result<codec::Decoded> result = codec::decode_as(sniffed, bytes, limits, working_edge);
  if (!result) return result.error();
  codec::Decoded decoded = std::move(result).value();
  DecodedImage image;
  image.scale = 1.0 / decoded.denominator;
  image.facts = std::move(decoded.facts);
  image.facts.bytes = static_cast<std::int64_t>(bytes.size());
  image.facts.sha256 = sha256_hex(bytes);
  image.facts.format = sniffed.format;
  image.facts.extension = codec::extension_of(name);
  if (decoded.turn >= 5) std::swap(image.facts.width, image.facts.height);
  if (!decoded.thumbnail.empty()) {
    image.facts.metadata.thumbnail_difference = codec::compare_thumbnail(decoded, limits);
  }
  image.bgr = codec::upright(std::move(decoded.bgr), decoded.turn);
  return image;
}

}  // namespace photolint
