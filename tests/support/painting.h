// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <utility>

#include "tests/support/facts_builder.h"

// Changes of single places of a made-up photo, in place.

namespace photolint::test {

/// painted(), in place: cheap enough for drawing pixel by pixel.
inline void paint_box(Photo& photo, const Rect& box, Rgb colour) {
  photo = painted(std::move(photo), box, colour);
}

/// Multiplies the channels in a box (working pixels), as a filter in front of it does.
inline void filter_box(Photo& photo, const Rect& box, Rgb factor) {
  for (int y = static_cast<int>(box.y); y < box.bottom(); ++y) {
    for (int x = static_cast<int>(box.x); x < box.right(); ++x) {
      const std::uint8_t* p = photo.colour.at(x, y);
      paint_box(photo, {double(x), double(y), 1, 1}, {p[2] * factor.r, p[1] * factor.g, p[0] * factor.b});
    }
  }
}

}  // namespace photolint::test
