// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "photolint/image/image.h"

// Small files of every format, made in code.

namespace photolint::test {

using File = std::vector<std::uint8_t>;

/// Reproducible smooth colours with some noise: compresses like a photo, and no two regions are equal.
[[nodiscard]] ImageBuffer test_picture(int width, int height);

/// Encoded by OpenCV; parameters as for cv::imwrite.
[[nodiscard]] File encode(const ImageBuffer& bgr, const std::string& extension,
                          const std::vector<int>& parameters = {});

/// Kinds of JPEG that OpenCV does not write. plain_progressive: no refinement, so that scans may be repeated.
enum class JpegKind { cmyk, adobe_cmyk, grey, three_scans, plain_progressive };
[[nodiscard]] File encode_jpeg(const ImageBuffer& bgr, JpegKind kind);

/// Uncompressed TIFF: directory in front, pixels at the end.
[[nodiscard]] File encode_tiff(const ImageBuffer& bgr, int orientation, int pages = 1);

/// A TIFF block with orientation and, where dpi is not 0, resolution.
[[nodiscard]] File exif_block(int orientation, int dpi);

/// A file with the block inserted.
[[nodiscard]] File jpeg_with_exif(const File& jpeg, const File& block);
[[nodiscard]] File png_with_chunk(const File& png, const std::string& type, const File& data);
[[nodiscard]] File webp_with_exif(const File& webp, int width, int height, const File& block);

/// Largest and mean absolute difference of samples; 1000 where the sizes differ.
struct Difference {
  double largest = 1000;
  double mean = 1000;
};
[[nodiscard]] Difference compare(const ImageBuffer& a, const ImageBuffer& b);

}  // namespace photolint::test
