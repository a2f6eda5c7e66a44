// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "photolint/image/geometry.h"
#include "photolint/image/image.h"

// Traces of something that was put over or around a picture. All pictures are B G R.

namespace photolint {

enum class Side : std::uint8_t { top, bottom, left, right };
inline constexpr std::array kSides = {Side::top, Side::bottom, Side::left, Side::right};

/// The straight edge that most of a side shares.
struct EdgeLine {
  double coverage = 0;  ///< share 0..1 of the side along which there is an edge on the line
  double depth = 0;     ///< pixels from the side to the line, half way along
  double slope = 0;     ///< change of the depth per pixel along the side
  /// Share 0..1 of the pixels between side and line that have the colour of their mean within 14 levels; 0
  /// where fewer than 2 pixels lie between.
  double plain = 0;
};

/// Looks for a line at most reach (share of the picture's size across the side) from the side and at most 7
/// degrees off it, along which colours change by 16 levels or more. Coverage 0 without a closer look where
/// less than the share least of the side has an edge at all.
[[nodiscard]] EdgeLine edge_line(ImageView colour, Side side, double reach, double least);

/// How many corners are cut off along an arc or a slant, with one common colour and size: 0 or 2 to 4 (white
/// corners cannot be seen on a white shirt). radius: mean, in pixels.
struct RoundCorners {
  int count = 0;
  double radius = 0;
};
[[nodiscard]] RoundCorners round_corners(ImageView colour);

/// Something that looks like a line of print.
struct PrintedLine {
  Rect box;         ///< pixels
  int strokes = 0;  ///< crossed by a row through it, on average
};

/// Horizontal lines of letters or digits of one colour, 1 to 6 % of the picture's height high, with nothing
/// like them directly above or below: stripes, checks, hair and lace repeat themselves, a caption does not.
/// Places inside of skip (pixels) are left out.
[[nodiscard]] std::vector<PrintedLine> printed_lines(ImageView colour, const Rect& skip);

}  // namespace photolint
