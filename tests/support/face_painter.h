// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/image/colour.h"
#include "tests/support/facts_builder.h"

namespace photolint::test {

/// What parsing calls the pixels of a box of the photo, full-size pixels.
void relabel(Photo& photo, PortraitClass what, const Rect& box);

/// Colours the pixels of a box of the photo.
void repaint(Photo& photo, Rgb colour, const Rect& box);

/// Every landmark on one point, so that no frame of the face exists.
[[nodiscard]] Photo without_face_frame();

}  // namespace photolint::test
