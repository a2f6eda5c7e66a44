// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "photolint/core/limits.h"
#include "photolint/core/result.h"
#include "photolint/decode/file_facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// A decoded photo, upright (EXIF orientation applied once).
struct DecodedImage {
  ImageBuffer bgr;   ///< working picture, 3 channels, sRGB
  double scale = 1;  ///< working pixels per full-size pixel: 1, 1/2, 1/4 or 1/8
  FileFacts facts;
};

/// All bytes of a regular file. Errors: file_missing, file_unreadable, file_not_regular, file_empty,
/// file_too_large.
[[nodiscard]] Result<std::vector<std::uint8_t>> read_file(const std::string& path, const Limits& limits);

/// Decodes a whole photo: JPEG, PNG, WebP, BMP, TIFF or HEIC by content. name is the file's name, for its
/// extension only.
/// working_edge: a JPEG is decoded at 1/2, 1/4 or 1/8 when the shorter side stays at least this long, in
/// pixels; 0 or less: always full size.
/// Errors: file_empty, format_unknown, format_unsupported, image_too_large, many_frames, image_truncated,
/// image_damaged, decoder_failed, out_of_memory.
///
/// Pixels: 16-bit samples are brought to 8, grey to colour, transparent parts onto white (the paper that a
/// viewer shows), ink colours to R = (1 - C)(1 - K). Embedded colour profiles are not applied: the numbers
/// count as sRGB. The EXIF orientation is applied once; in HEIC the container's own rotation is, and the EXIF
/// value is only reported.
///
/// facts.defects holds what is wrong with the file though its whole picture could be read:
/// - "missing-end-marker": a JPEG without its last two bytes
/// - "trailing-bytes": something behind the end of the picture
/// - "stray-bytes": bytes between the segments of a JPEG's header
/// - "damaged-metadata": an EXIF block that cannot be read, so orientation and resolution may be wrong
/// - "oversized-metadata": an EXIF block of more than 1 MiB, not read
[[nodiscard]] Result<DecodedImage> decode(std::span<const std::uint8_t> bytes, const std::string& name,
                                          const Limits& limits, int working_edge);

}  // namespace photolint
