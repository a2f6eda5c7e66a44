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

/// Decodes a whole photo. name is the file's name, for its extension only.
/// working_edge: a JPEG is decoded at 1/2, 1/4 or 1/8 when the shorter side stays at least this long, in
/// pixels. Errors: format_unknown, image_too_large, image_truncated, image_damaged, decoder_failed. Harmless
/// defects (bytes after the end marker, a missing end marker behind complete data, decoder warnings) are left
/// in facts.defects.
[[nodiscard]] Result<DecodedImage> decode(std::span<const std::uint8_t> bytes, const std::string& name,
                                          const Limits& limits, int working_edge);

}  // namespace photolint
