// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/face_patch.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace photolint {
namespace {

PatchGrid whole_grid(const FaceFrame& frame, const FaceArea& area, double per_eye_distance) {
  PatchGrid grid = face_grid(frame, area, per_eye_distance);
  grid.width = std::max(1, static_cast<int>(std::ceil((area.right - area.left) * per_eye_distance)));
  grid.height = std::max(1, static_cast<int>(std::ceil((area.bottom - area.top) * per_eye_distance)));
  return grid;
}

FacePatch labels_of(const Analysis& analysis, const PatchGrid& grid, const FaceArea& area,
                    double per_eye_distance) {
  FacePatch patch{{}, labels_under(analysis, grid), area, per_eye_distance};
  for (int y = 0; y < grid.height; ++y) {
    const PatchRun inside = run_inside(analysis.colour, grid, y);
    std::uint8_t* row = patch.labels.row(y);
    std::fill(row, row + inside.begin, FacePatch::kOutside);
    std::fill(row + inside.end, row + grid.width, FacePatch::kOutside);
  }
  return patch;
}

}  // namespace

PatchGrid face_grid(const FaceFrame& frame, const FaceArea& area, double per_eye_distance) {
  const double step = frame.eye_distance / per_eye_distance;
  return {frame.at(area.left, area.top), frame.across * step, frame.down * step};
}

ImageBuffer labels_under(const Analysis& analysis, const PatchGrid& grid) {
  const ParsingFacts& parsing = analysis.parsing.value();
  // Both maps are affine, so that one step in the patch is one step in the labels.
  const auto in_labels = [&](double x, double y) {
    return parsing.image_to_crop.apply(grid.at(x, y) * (1 / analysis.scale));
  };
  const Point origin = in_labels(0, 0);
  return nearest_patch(parsing.labels.view(),
                       {origin, in_labels(1, 0) - origin, in_labels(0, 1) - origin, grid.width, grid.height},
                       FacePatch::kOutside);
}

FacePatch face_labels(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                      double per_eye_distance) {
  return labels_of(analysis, whole_grid(frame, area, per_eye_distance), area, per_eye_distance);
}

FacePatch face_patch(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                     double per_eye_distance) {
  const PatchGrid grid = whole_grid(frame, area, per_eye_distance);
  FacePatch patch = labels_of(analysis, grid, area, per_eye_distance);
  patch.colour = interpolated_patch(analysis.colour, grid);
  return patch;
}

Rgb colour_at(const Analysis& analysis, const FaceFrame& frame, Point place) {
  const Sample bgr = bilinear(analysis.colour, frame.at(place.x, place.y));
  return {static_cast<double>(bgr[2]), static_cast<double>(bgr[1]), static_cast<double>(bgr[0])};
}

Point face_place(const Analysis& analysis, const FaceFrame& frame, int landmark) {
  const Point p =
      analysis.to_working(analysis.faces.value().main().landmarks.at(static_cast<std::size_t>(landmark)));
  const Point from = p - frame.eyes();
  return Point{from.x * frame.across.x + from.y * frame.across.y,
               from.x * frame.down.x + from.y * frame.down.y} *
         (1 / frame.eye_distance);
}

Rect face_region(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area) {
  const std::array corners = {frame.at(area.left, area.top), frame.at(area.right, area.top),
                              frame.at(area.left, area.bottom), frame.at(area.right, area.bottom)};
  double left = corners[0].x, right = corners[0].x, top = corners[0].y, bottom = corners[0].y;
  for (const Point p : corners) {
    left = std::min(left, p.x);
    right = std::max(right, p.x);
    top = std::min(top, p.y);
    bottom = std::max(bottom, p.y);
  }
  const double k = 1 / analysis.scale;
  return {left * k, top * k, (right - left) * k, (bottom - top) * k};
}

}  // namespace photolint
