// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <span>

#include "photolint/analysis/crop.h"
#include "photolint/analysis/facts.h"
#include "photolint/analysis/network.h"

namespace photolint {

/// Side of the parsing crop and of its class map.
inline constexpr int kParsingSize = 192;

/// Square of the parsing crop: 4.4 eye distances around a point a quarter of one under the eyes, level with
/// them. Landmarks and square share one frame.
[[nodiscard]] Square parsing_square(const std::array<Point, kLandmarkCount>& landmarks);

/// Class of each pixel of a map twice as large as the logits: bilinear between the logits of the nearest four
/// cells, then the largest (of equals the first class). logits: kPortraitClassCount planes of side x side.
[[nodiscard]] ImageBuffer label_map(std::span<const float> logits, int side);

/// Parses the surroundings of a face of the picture. scale: pixels of the picture per full-size pixel.
/// Errors: engine_failed.
[[nodiscard]] Result<ParsingFacts> parse_portrait(Network& network, Pyramid& picture, double scale,
                                                  const Face& face);

}  // namespace photolint
