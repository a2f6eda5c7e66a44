// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/regions.h"

#include <algorithm>
#include <cstddef>
#include <iterator>

namespace photolint {

Rect landmark_box(const Face& face) {
  const auto [left, right] = std::minmax_element(face.landmarks.begin(), face.landmarks.end(),
                                                 [](Point a, Point b) { return a.x < b.x; });
  const auto [top, bottom] = std::minmax_element(face.landmarks.begin(), face.landmarks.end(),
                                                 [](Point a, Point b) { return a.y < b.y; });
  return {left->x, top->y, right->x - left->x, bottom->y - top->y};
}

std::vector<Point> working_landmarks(const Analysis& analysis, int begin, int end) {
  const Face& face = analysis.faces.value().main();
  std::vector<Point> points;
  points.reserve(static_cast<std::size_t>(end - begin));
  for (int i = begin; i < end; ++i) {
    points.push_back(analysis.to_working(face.landmarks.at(static_cast<std::size_t>(i))));
  }
  return points;
}

namespace {

std::vector<RowSpan> hull_spans(const Analysis& analysis) {
  const std::vector<Point> points = working_landmarks(analysis, 0, kLandmarkCount);
  return fill_polygon(convex_hull(points), analysis.colour.width(), analysis.colour.height());
}

LuminanceHistogram hull_light(const Analysis& analysis) {
  return {analysis.colour, face_spans(analysis)};
}

}  // namespace

const std::vector<RowSpan>& face_spans(const Analysis& analysis) {
  return analysis.derived.of<hull_spans>(analysis);
}

const LuminanceHistogram& face_light(const Analysis& analysis) {
  return analysis.derived.of<hull_light>(analysis);
}

std::vector<BackgroundBlock> pure_blocks(const BackgroundFacts& background) {
  constexpr double kPureShare = 0.9;
  std::vector<BackgroundBlock> pure;
  std::copy_if(background.blocks.begin(), background.blocks.end(), std::back_inserter(pure),
               [](const BackgroundBlock& block) { return block.share >= kPureShare; });
  return pure;
}

Point surface_position(const BackgroundBlock& block, const FileFacts& file) {
  return {(block.box.x + block.box.width / 2) / file.width - 0.5,
          (block.box.y + block.box.height / 2) / file.height - 0.5};
}

}  // namespace photolint
