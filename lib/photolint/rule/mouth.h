// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "photolint/analysis/analysis.h"

namespace photolint {

/// What shows between the lips of the main face.
struct MouthInterior {
  double gap = 0;  ///< height of what is neither lip nor skin in the middle half of the mouth, full-size
                   ///< pixels; a thin dark line between closed lips counts with its own height
  double teeth_share = 0;  ///< of the mouth's width, 0..1: where teeth show at least 0.03 widths high
  Rect box;                ///< of the outer lips, full-size pixels
};

/// The landmarks' inner lips err by up to a lip's height where lips are full or dark, so they and parsing
/// only say where to look; the pixels decide against the person's own lips (dark: the open mouth) and skin
/// (bright and less red: teeth). Needs pixels, faces and parsing. Nothing where the mouth is hidden, narrower
/// than 20 working pixels, or the cheeks that give the skin are.
[[nodiscard]] std::optional<MouthInterior> mouth_interior(const Analysis& analysis);

}  // namespace photolint
