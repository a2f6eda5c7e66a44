// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cstring>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// Where a stored pixel comes from: source offset of target (0, 0), and the steps in bytes for one target
/// pixel to the right and one down.
struct Walk {
  std::ptrdiff_t start = 0;
  std::ptrdiff_t right = 0;
  std::ptrdiff_t down = 0;
};

constexpr std::ptrdiff_t kPixel = 3;

Walk walk_for(int orientation, std::ptrdiff_t width, std::ptrdiff_t height) {
  const std::ptrdiff_t row = width * kPixel;
  const std::ptrdiff_t last_x = (width - 1) * kPixel;
  const std::ptrdiff_t last_y = (height - 1) * row;
  switch (orientation) {  // the row and column names of EXIF 2.3, tag 0x0112
    case 2:               // first row is the top, first column the right side
      return {last_x, -kPixel, row};
    case 3:  // bottom, right
      return {last_y + last_x, -kPixel, -row};
    case 4:  // bottom, left
      return {last_y, kPixel, -row};
    case 5:  // left, top
      return {0, row, kPixel};
    case 6:  // right, top
      return {last_y, -row, kPixel};
    case 7:  // right, bottom
      return {last_y + last_x, -row, -kPixel};
    case 8:  // left, bottom
      return {last_x, row, -kPixel};
    default:
      return {0, kPixel, row};
  }
}

}  // namespace

ImageBuffer upright(ImageBuffer image, int orientation) {
  if (orientation <= 1 || orientation > 8 || image.empty()) return image;
  const bool swapped = orientation >= 5;
  const int width = swapped ? image.height() : image.width();
  const int height = swapped ? image.width() : image.height();
  const Walk walk = walk_for(orientation, image.width(), image.height());
  const std::uint8_t* const source = image.bytes().data();
  ImageBuffer target(width, height, 3);
  // Square tiles keep both sides in the cache when rows become columns.
  constexpr int kTile = 32;
  for (int top = 0; top < height; top += kTile) {
    for (int left = 0; left < width; left += kTile) {
      const int right = std::min(left + kTile, width);
      for (int y = top; y < std::min(top + kTile, height); ++y) {
        std::uint8_t* out = target.at(left, y);
        std::ptrdiff_t in = walk.start + walk.down * y + walk.right * left;
        for (int x = left; x < right; ++x, out += kPixel, in += walk.right) {
          std::memcpy(out, source + in, kPixel);
        }
      }
    }
  }
  return target;
}

}  // namespace photolint::codec
