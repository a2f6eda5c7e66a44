// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace photolint {

/// What a photo may cost. Checked from the header, before any pixel is decoded.
struct Limits {
  std::int64_t max_bytes = 64LL << 20;    ///< a 100-megapixel phone JPEG is about 40 MB
  std::int64_t max_pixels = 128'000'000;  ///< the largest phone sensors have 108 million
  int max_edge = 30'000;                  ///< longer side, pixels
  int max_frames = 1;                     ///< animated pictures are not photos
};

}  // namespace photolint
