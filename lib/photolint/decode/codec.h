// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>

#include "photolint/core/limits.h"
#include "photolint/core/result.h"
#include "photolint/decode/bytes.h"
#include "photolint/decode/file_facts.h"
#include "photolint/image/image.h"

// One decoder a format, called by decode() only.

namespace photolint::codec {

/// What a decoder makes of a file.
struct Decoded {
  ImageBuffer bgr;                      ///< as stored
  int denominator = 1;                  ///< full-size pixels per pixel of bgr: 1, 2, 4 or 8
  int turn = 1;                         ///< EXIF orientation that bgr still needs
  std::vector<std::uint8_t> thumbnail;  ///< JPEG in the metadata; empty: none
  FileFacts facts;  ///< all but bytes, sha256, format and extension; width and height before the turn
};

/// Decoders; the bytes start with the format's own signature. Limits are checked on the header.
[[nodiscard]] Result<Decoded> decode_jpeg(Bytes bytes, const Limits& limits, int working_edge);
[[nodiscard]] Result<Decoded> decode_png(Bytes bytes, const Limits& limits);
[[nodiscard]] Result<Decoded> decode_webp(Bytes bytes, const Limits& limits);
[[nodiscard]] Result<Decoded> decode_bmp(Bytes bytes, const Limits& limits);
[[nodiscard]] Result<Decoded> decode_tiff(Bytes bytes, const Limits& limits);
[[nodiscard]] Result<Decoded> decode_heic(Bytes bytes, const Limits& limits);

/// Container by content. word is the name of the format, also of some that photolint knows but does not
/// decode (then format is unknown, or gif); empty for unknown content.
struct Sniffed {
  FileFormat format = FileFormat::unknown;
  std::string word;
};
[[nodiscard]] Sniffed sniff(Bytes bytes);

/// image_too_large, image_damaged for an empty picture, or nothing. Width and height in pixels.
[[nodiscard]] std::optional<Error> check_size(std::int64_t width, std::int64_t height, const Limits& limits);

/// many_frames or nothing.
[[nodiscard]] std::optional<Error> check_frames(std::int64_t frames, const Limits& limits);

/// Errors with their argument. detail: stable English words, never translated.
[[nodiscard]] Error damaged(std::string detail);
[[nodiscard]] Error failed(std::string detail);
[[nodiscard]] Error truncated();

/// What an EXIF block says. Damaged where exiv2 can make nothing of it.
struct ExifFacts {
  int orientation = 1;
  std::optional<PrintResolution> print_resolution;
  Metadata metadata;
  std::vector<std::uint8_t> thumbnail;  ///< JPEG; empty: none
  bool damaged = false;
};

/// Reads an EXIF block that starts with its TIFF header.
[[nodiscard]] ExifFacts read_exif(Bytes tiff_block);

/// The facts with those of an EXIF block added: orientation, resolution where the container gave none,
/// metadata, and the defects "damaged-metadata" and "oversized-metadata". An empty block changes nothing.
[[nodiscard]] FileFacts with_exif(FileFacts facts, Bytes tiff_block);

/// The thumbnail of an EXIF block; empty where there is none, or nothing can be read.
[[nodiscard]] std::vector<std::uint8_t> exif_thumbnail(Bytes tiff_block);

/// Adds a text of the metadata, cut to 200 bytes; an empty one is left out.
[[nodiscard]] std::vector<MetadataText> with_text(std::vector<MetadataText> texts, std::string_view field,
                                                  std::string_view text);

/// The metadata with what an XMP packet (XML) says: CreatorTool, the agents of its history, authors. The
/// packet is searched for these names and not parsed, so that no input can cost more than reading it.
[[nodiscard]] Metadata with_xmp(Metadata metadata, Bytes packet);

/// The metadata with what Photoshop's resources (APP13 "Photoshop 3.0", without that name) say: the JPEG
/// settings that only Photoshop writes, and the program and authors of an IPTC record.
[[nodiscard]] Metadata with_photoshop(Metadata metadata, Bytes resources);

/// Share 0..1 of the cells of a 24 x 24 grid whose mean colours differ by more than 32 levels in a channel.
/// Black bars that fill the thumbnail's own proportion up are left out. A thumbnail made from the picture
/// gives 0 to 0.01, whatever program made it. Both as stored. Nothing for pictures of less than 24 pixels.
[[nodiscard]] std::optional<double> thumbnail_difference(ImageView picture, ImageView thumbnail);

/// Quality 1..100 of the IJG luminance table that is nearest to a table (64 values in natural order): the
/// smallest sum of absolute differences, the higher quality where two are equally near. Exact for tables
/// made by the IJG formula (libjpeg, OpenCV, most phones); for others it is the IJG quality of comparable
/// coarseness.
[[nodiscard]] int nearest_quality(std::span<const std::uint16_t, 64> luminance);

/// The picture turned upright from the EXIF orientation 1..8.
[[nodiscard]] ImageBuffer upright(ImageBuffer image, int orientation);

}  // namespace photolint::codec
