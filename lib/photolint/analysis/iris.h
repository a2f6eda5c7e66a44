// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// Looks for the iris in both eyes of the face. The landmark network guesses lids and irises from the rest of
/// the face (its points stay open over closed lids and in the middle of an averted eye), so the pixels
/// decide: the disc of an iris' size that is darkest against what lies left and right of it. colour: working
/// picture, B G R; scale: working pixels per full-size pixel. Failed: "no-eye-distance" (points that lie on
/// one another), "no-pixels".
[[nodiscard]] Fact<EyeFacts> measure_eyes(ImageView colour, double scale, const Face& face,
                                          const ParsingFacts& parsing);

}  // namespace photolint
