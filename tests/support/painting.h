// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "tests/support/facts_builder.h"

// Changes of single places of a made-up photo.

namespace photolint::test {

/// Gives all pixels of a box (working pixels, cut to the picture) one colour.
inline void paint_box(Photo& photo, Rect box, Rgb colour) {
  const int bottom = std::min(photo.colour.height(), static_cast<int>(box.bottom()));
  const int right = std::min(photo.colour.width(), static_cast<int>(box.right()));
  for (int y = std::max(0, static_cast<int>(box.y)); y < bottom; ++y) {
    for (int x = std::max(0, static_cast<int>(box.x)); x < right; ++x) {
      std::uint8_t* pixel = photo.colour.at(x, y);
      pixel[0] = static_cast<std::uint8_t>(std::lround(colour.b));
      pixel[1] = static_cast<std::uint8_t>(std::lround(colour.g));
      pixel[2] = static_cast<std::uint8_t>(std::lround(colour.r));
      *photo.grey.at(x, y) =
          static_cast<std::uint8_t>(std::lround(0.299 * colour.r + 0.587 * colour.g + 0.114 * colour.b));
    }
  }
}

/// Multiplies the channels in a box (working pixels), as a filter in front of it does.
inline void filter_box(Photo& photo, Rect box, Rgb factor) {
  for (int y = static_cast<int>(box.y); y < static_cast<int>(box.bottom()); ++y) {
    for (int x = static_cast<int>(box.x); x < static_cast<int>(box.right()); ++x) {
      const std::uint8_t* p = photo.colour.at(x, y);
      paint_box(photo, {double(x), double(y), 1, 1}, {p[2] * factor.r, p[1] * factor.g, p[0] * factor.b});
    }
  }
}

}  // namespace photolint::test
