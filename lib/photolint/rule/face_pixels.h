// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/image/measures.h"
#include "photolint/rule/face_frame.h"

// The pixels of the face for rules on fine detail, and how far the face reaches.

namespace photolint {

/// The box of all landmarks of the main face, shrunk by factor (1: as it is), with a rim of some pixels.
[[nodiscard]] Shrunk shrunk_face(const Analysis& analysis, double factor);

/// The convex hull of the landmarks without hair and hat, as spans of a shrunk picture from the top down.
[[nodiscard]] std::vector<RowSpan> shrunk_face_spans(const Analysis& analysis, const Shrunk& face);

/// How many working pixels make one pixel of a picture frame_height_px high; at least 1.
[[nodiscard]] double shrinking(const Analysis& analysis, double frame_height_px);

inline constexpr int kNoiseBlock = 4;  ///< edge of the squares that noise is measured in, pixels

/// block_noise() of every square of the shrunk picture that lies in skin, 0.06 eye distances away from
/// everything else that parsing sees; grey levels.
[[nodiscard]] std::vector<double> skin_noise(const Analysis& analysis, const FaceFrame& frame,
                                             const Shrunk& face);

/// Fewest squares that a statistic of the skin may stand on.
inline constexpr std::size_t kFewestSkinBlocks = 10;

/// Where a straight walk over the face ends.
struct FaceReach {
  double length = 0;                                 ///< eye distances walked
  PortraitClass beyond = PortraitClass::background;  ///< what parsing sees there
  bool inside = false;                               ///< the end lies inside the parsed square
};

/// Walks from the point (right, below) of the frame, eye distances, along (step_right, step_below), of length
/// 1, while parsing sees skin, brows, eyes, glasses, lips or mouth.
[[nodiscard]] FaceReach face_reach(const Analysis& analysis, const FaceFrame& frame, double right,
                                   double below, double step_right, double step_below);

}  // namespace photolint
