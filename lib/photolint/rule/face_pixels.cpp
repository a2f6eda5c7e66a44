// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/face_pixels.h"

#include <algorithm>
#include <array>

#include "photolint/image/texture.h"
#include "photolint/rule/regions.h"

namespace photolint {
namespace {

constexpr double kSkinClearance = 0.06;  // eye distances

bool is_face(PortraitClass c) {
  switch (c) {
    case PortraitClass::skin:
    case PortraitClass::brow:
    case PortraitClass::eye:
    case PortraitClass::glasses:
    case PortraitClass::mouth:
    case PortraitClass::lips:
      return true;
    default:
      return false;
  }
}

constexpr int kParsingStep = 4;  // pixels of the shrunk picture; about two label pixels

/// Whether hair or a hat lies on the face here (full-size pixels).
bool is_covered(const Analysis& analysis, Point p) {
  const PortraitClass c = analysis.parsing.value().at(p);
  return c == PortraitClass::hair || c == PortraitClass::hat;
}

/// Whether 4 x 4 points over the square (working pixels) all see skin.
bool all_skin(const Analysis& analysis, Point corner, double edge) {
  constexpr int kPoints = 4;
  const ParsingFacts& parsing = analysis.parsing.value();
  for (int i = 0; i < kPoints; ++i) {
    for (int j = 0; j < kPoints; ++j) {
      const Point p = (corner + Point{edge * j, edge * i} * (1.0 / (kPoints - 1))) * (1 / analysis.scale);
      if (parsing.at(p) != PortraitClass::skin) return false;
    }
  }
  return true;
}

}  // namespace

Shrunk shrunk_face(const Analysis& analysis, double factor) {
  const Rect box = landmark_box(analysis.faces.value().main());
  const double rim = 4 * factor;
  return shrink(analysis.grey,
                {box.x * analysis.scale - rim, box.y * analysis.scale - rim,
                 box.width * analysis.scale + 2 * rim, box.height * analysis.scale + 2 * rim},
                factor);
}

std::vector<RowSpan> shrunk_face_spans(const Analysis& analysis, const Shrunk& face) {
  std::vector<Point> corners = convex_hull(working_landmarks(analysis, 0, kLandmarkCount));
  for (Point& p : corners) p = face.apply(p);
  std::vector<RowSpan> seen;
  for (const RowSpan& span : fill_polygon(corners, face.grey.width(), face.grey.height())) {
    for (int x = span.x_begin; x < span.x_end; x += kParsingStep) {
      const RowSpan part{span.y, x, std::min(x + kParsingStep, span.x_end)};
      const Point middle{(part.x_begin + part.x_end) / 2.0, part.y + 0.5};
      if (is_covered(analysis, (face.origin + middle * face.factor) * (1 / analysis.scale))) continue;
      const bool joins = !seen.empty() && seen.back().y == part.y && seen.back().x_end == part.x_begin;
      if (joins) {
        seen.back().x_end = part.x_end;
      } else {
        seen.push_back(part);
      }
    }
  }
  return seen;
}

double shrinking(const Analysis& analysis, double frame_height_px) {
  return std::max(analysis.grey.height() / frame_height_px, 1.0);
}

std::vector<double> skin_noise(const Analysis& analysis, const FaceFrame& frame, const Shrunk& face) {
  const double clearance = kSkinClearance * frame.eye_distance;
  const double edge = kNoiseBlock * face.factor + 2 * clearance;
  const ImageView grey = face.grey.view();
  std::vector<double> noise;
  for (int y = 1; y + kNoiseBlock < grey.height(); y += kNoiseBlock) {
    for (int x = 1; x + kNoiseBlock < grey.width(); x += kNoiseBlock) {
      const Point corner =
          face.origin + Point{x * face.factor, y * face.factor} - Point{clearance, clearance};
      if (all_skin(analysis, corner, edge)) noise.push_back(block_noise(grey, x, y, kNoiseBlock));
    }
  }
  return noise;
}

FaceReach face_reach(const Analysis& analysis, const FaceFrame& frame, double right, double below,
                     double step_right, double step_below) {
  constexpr double kStep = 0.01;  // eye distances
  constexpr int kSteps = 200;
  const ParsingFacts& parsing = analysis.parsing.value();
  FaceReach reach;
  for (int i = 0; i <= kSteps; ++i) {
    reach.length = i * kStep;
    const Point p =
        frame.at(right + step_right * reach.length, below + step_below * reach.length) * (1 / analysis.scale);
    reach.inside = parsing.covers(p);
    reach.beyond = reach.inside ? parsing.at(p) : PortraitClass::background;
    if (!reach.inside || !is_face(reach.beyond)) break;
  }
  return reach;
}

}  // namespace photolint
