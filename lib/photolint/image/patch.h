// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

namespace photolint {

/// A turned and scaled raster over a picture, such as one that stands upright on a face.
struct PatchGrid {
  Point origin;        ///< upper left outer corner, pixels of the picture
  Point across, down;  ///< steps of the picture from one patch pixel to the next
  int width = 0;
  int height = 0;

  /// Picture coordinates of a point of the patch (pixel centres lie at .5).
  [[nodiscard]] Point at(double x, double y) const { return origin + across * x + down * y; }
  /// Patch coordinates of a point of the picture; the steps are at right angles and not 0.
  [[nodiscard]] Point from(Point p) const {
    const Point d = p - origin;
    return {(d.x * across.x + d.y * across.y) / (across.x * across.x + across.y * across.y),
            (d.x * down.x + d.y * down.y) / (down.x * down.x + down.y * down.y)};
  }
};

/// Pixels of a row of the patch, which hang together.
struct PatchRun {
  int begin = 0, end = 0;
};

/// Those whose middles lie inside the picture.
[[nodiscard]] PatchRun run_inside(ImageView picture, const PatchGrid& grid, int row);

/// The value of a grey picture, or B G R.
using Sample = std::array<std::uint8_t, 3>;

/// Bilinear value of a picture of one or three channels, which must not be empty, at a point (pixel centres
/// lie at .5), in steps of 1/256 pixel; outside, its edge pixels continue.
[[nodiscard]] Sample bilinear(ImageView picture, Point p);

/// The patch, bilinear as above, with as many channels as the picture.
[[nodiscard]] ImageBuffer interpolated_patch(ImageView picture, const PatchGrid& grid);

/// The same, and where a step is longer than 1.5 pixels the mean of the pixels under it.
[[nodiscard]] ImageBuffer sample_patch(ImageView picture, const PatchGrid& grid);

/// The pixel of a grey picture under the middle of each patch pixel, such as a label; outside the picture the
/// value given.
[[nodiscard]] ImageBuffer nearest_patch(ImageView picture, const PatchGrid& grid, std::uint8_t outside);

}  // namespace photolint
