// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/image/measures.h"
#include "photolint/image/polygon.h"

namespace photolint {

/// Smallest box around all landmarks, full-size pixels.
[[nodiscard]] Rect landmark_box(const Face& face);

/// Landmarks begin .. end - 1 of the main face in the working picture.
[[nodiscard]] std::vector<Point> working_landmarks(const Analysis& analysis, int begin, int end);

/// The landmarked region of ISO/IEC 29794-5: the convex hull of all landmarks of the main face, as spans of
/// the working picture.
[[nodiscard]] const std::vector<RowSpan>& face_spans(const Analysis& analysis);

/// The light of that region.
[[nodiscard]] const LuminanceHistogram& face_light(const Analysis& analysis);

/// Blocks that hold next to nothing but background, so that hair and blurred outlines do not colour them.
[[nodiscard]] std::vector<BackgroundBlock> pure_blocks(const BackgroundFacts& background);

/// Centre of the block in shares of the full-size width and height minus one half, as BackgroundSurface takes
/// it.
[[nodiscard]] Point surface_position(const BackgroundBlock& block, const FileFacts& file);

}  // namespace photolint
