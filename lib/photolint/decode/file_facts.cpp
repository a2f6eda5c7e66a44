// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/decode/file_facts.h"

namespace photolint {

const char* to_string(FileFormat format) {
  switch (format) {
    case FileFormat::unknown:
      return "unknown";
    case FileFormat::jpeg:
      return "jpeg";
    case FileFormat::png:
      return "png";
    case FileFormat::webp:
      return "webp";
    case FileFormat::bmp:
      return "bmp";
    case FileFormat::tiff:
      return "tiff";
    case FileFormat::heic:
      return "heic";
    case FileFormat::gif:
      return "gif";
  }
  return "unknown";
}

const char* to_string(ColourMode mode) {
  switch (mode) {
    case ColourMode::grey:
      return "grey";
    case ColourMode::rgb:
      return "rgb";
    case ColourMode::ycbcr:
      return "ycbcr";
    case ColourMode::cmyk:
      return "cmyk";
    case ColourMode::palette:
      return "palette";
    case ColourMode::other:
      return "other";
  }
  return "other";
}

}  // namespace photolint
