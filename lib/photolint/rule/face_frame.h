// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "photolint/analysis/analysis.h"
#include "photolint/image/colour.h"
#include "photolint/image/polygon.h"

// Places of the face that rules look at, and the person's own skin to compare with.

namespace photolint {

/// The face's own axes in the working picture: across runs from the left to the right eye, down to the chin.
/// The eyes are the means of their contours, so that hair or glasses on one lid move them little.
struct FaceFrame {
  Point left_eye, right_eye;
  Point across, down;       ///< of length 1
  double eye_distance = 0;  ///< working pixels

  [[nodiscard]] Point eyes() const { return midpoint(left_eye, right_eye); }
  /// The point so many eye distances across and down from the eyes' midpoint.
  [[nodiscard]] Point at(double right, double below) const {
    return eyes() + across * (right * eye_distance) + down * (below * eye_distance);
  }
  /// Working pixels from the eye line down to the point.
  [[nodiscard]] double depth(Point p) const;
};

/// Of the main face. Nothing where both eyes fall on one point.
[[nodiscard]] std::optional<FaceFrame> face_frame(const Analysis& analysis);

/// Mean of some points; there must be one.
[[nodiscard]] Point mean_of(std::span<const Point> points);

/// Pixels of the working picture in a square that is turned with the face. middle and half (half its side) in
/// working pixels.
[[nodiscard]] std::vector<RowSpan> square_spans(const Analysis& analysis, const FaceFrame& frame,
                                                Point middle, double half);

/// Middles of the left and the right cheek square of ISO/IEC 29794-5, working pixels: side 0.3 eye distances,
/// the upper side half way between eyes and mouth.
[[nodiscard]] std::array<Point, 2> cheek_middles(const Analysis& analysis, const FaceFrame& frame);
inline constexpr double kCheekSide = 0.3;  ///< eye distances

/// The runs of the spans (working picture) whose pixels parsing puts into one of the classes.
[[nodiscard]] std::vector<RowSpan> spans_of(const Analysis& analysis, std::span<const RowSpan> spans,
                                            std::span<const PortraitClass> classes);

/// Colour of a patch of the person: of skin, lips or lids.
struct SkinTone {
  Rgb mean;        ///< of the middle half by luma of the pixels, so that spots and shine count little
  Lab lab;         ///< of the mean
  int pixels = 0;  ///< that it stands on
};

/// Colour of the pixels of the spans (working picture). Nothing without a pixel.
[[nodiscard]] std::optional<SkinTone> tone_of(const Analysis& analysis, std::span<const RowSpan> spans);

/// Colour of the visible skin of both cheek squares, worked out once (analysis.derived). Nothing without a
/// face frame or where less than half of each square is skin.
[[nodiscard]] const std::optional<SkinTone>& own_skin(const Analysis& analysis);

}  // namespace photolint
