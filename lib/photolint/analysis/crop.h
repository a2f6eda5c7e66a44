// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/network.h"
#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

// How pictures become inputs of the networks. Coordinates are those of the picture at hand, as in Point.

namespace photolint {

/// A picture and its halvings, each made when first asked for. The picture must outlive it.
class Pyramid {
 public:
  Pyramid() = default;
  explicit Pyramid(ImageView picture) : picture_(picture) {}
  Pyramid(ImageBuffer&&) = delete;

  /// Level 0 is the picture; each further one has half its width and height, rounded down, every pixel the
  /// mean of 2x2. Never smaller than one pixel.
  [[nodiscard]] ImageView level(int n);

 private:
  ImageView picture_;
  std::vector<ImageBuffer> halved_;
};

/// A square that may be turned and may reach outside the picture.
struct Square {
  Point centre;
  double side = 0;
  double angle_rad = 0;  ///< clockwise as seen
};

/// Map from the pixels of a size x size crop of the square to the picture. Pixel number size / 2 has its
/// middle on the square's centre: so the networks were trained.
[[nodiscard]] Affine crop_to_picture(const Square& square, int size);

/// The crop itself, bilinear, the picture's edge pixels continued outside, low-passed first when it shrinks
/// by more than 1.5 (Gaussian with 0.4 of the shrinking factor). 3 channels.
[[nodiscard]] ImageBuffer cut_square(Pyramid& picture, const Square& square, int size);

/// The whole picture with its longer side made longest pixels, by area means (enlarged: bilinear).
[[nodiscard]] ImageBuffer fit_longest(Pyramid& picture, int longest);

/// Planar B, G, R floats as the networks want them: (value - 127.5) / 63.75.
[[nodiscard]] std::vector<float> network_input(ImageView crop);

}  // namespace photolint
