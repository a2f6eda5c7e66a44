// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/image/colour.h"
#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

// The clothes of the main person. Parsing sees them in its square, which ends a hand's breadth under the
// chin; further down they are what is person and not bare skin.

namespace photolint {

/// What a sampled pixel shows.
enum class BodyPart : std::uint8_t { other, cloth, bare_skin };

/// One of the colours of the clothes, and how many samples have it.
struct PaletteColour {
  Rgb mean;
  int samples = 0;
};

/// Samples of the picture from half an eye distance above the chin down to its lower edge, one every step
/// working pixels to both sides.
struct Clothes {
  int step = 1;
  Point origin;       ///< first sample, working pixels (a whole pixel)
  ImageBuffer parts;  ///< one value of BodyPart a sample
  int cloth = 0;      ///< samples that are cloth
  int bare_skin = 0;  ///< samples that are skin under parsing's square
  Rect region;        ///< around the cloth, full-size pixels
  /// Colours of the cloth in 16 steps a channel, in the order of blue, green, red; each with the mean of its
  /// samples.
  std::vector<PaletteColour> palette;

  [[nodiscard]] BodyPart at(int column, int row) const {
    return static_cast<BodyPart>(*parts.view().at(column, row));
  }
  /// Working pixel of a sample.
  [[nodiscard]] int x_of(int column) const { return static_cast<int>(origin.x) + column * step; }
  [[nodiscard]] int y_of(int row) const { return static_cast<int>(origin.y) + row * step; }
};

/// Worked out once a photo (analysis.derived). Needs pixels, faces, parsing, background and head, which must
/// be present. Nothing where fewer than 200 samples are cloth: the picture ends above the shoulders.
///
/// Under the square everything is body that the background stage calls person, and the middle of the trunk
/// whatever its colour, since clothes that look like the wall are wall to that stage. Bare skin is told from
/// cloth by the hue and the saturation of the person's own cheeks, so that skin in shade counts and cloth
/// that has exactly the colour of skin is left out.
[[nodiscard]] const std::optional<Clothes>& find_clothes(const Analysis& analysis);

}  // namespace photolint
