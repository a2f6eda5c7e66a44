// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/face_patch.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "photolint/image/patch.h"

namespace photolint {
FacePatch face_labels(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                      double per_eye_distance) {
  const int width = std::max(1, static_cast<int>(std::ceil((area.right - area.left) * per_eye_distance)));
  const int height = std::max(1, static_cast<int>(std::ceil((area.bottom - area.top) * per_eye_distance)));
  FacePatch patch{{}, ImageBuffer(width, height, 1, FacePatch::kOutside), area, per_eye_distance};
  const ParsingFacts& parsing = analysis.parsing.value();
  const ImageView labels = parsing.labels.view();
  // Both maps are affine, so that one step in the patch is one step in the labels.
  const auto label_point = [&](double x, double y) {
    return parsing.image_to_crop.apply(frame.at(x, y) * (1 / analysis.scale));
  };
  const double step = 1 / per_eye_distance;
  const Point across = label_point(step, 0) - label_point(0, 0);
  const Point across_picture = frame.across * (frame.eye_distance * step);
  for (int y = 0; y < height; ++y) {
    const Point place = patch.place(0, y);
    const Point p = frame.at(place.x, place.y);
    const Point label = label_point(place.x, place.y);
    std::uint8_t* out = patch.labels.row(y);
    for (int x = 0; x < width; ++x) {
      const Point here = p + across_picture * x;
      if (here.x < 0 || here.y < 0 || here.x >= analysis.colour.width() || here.y >= analysis.colour.height())
        continue;
      const Point q = label + across * x;
      if (q.x < 0 || q.y < 0 || q.x >= labels.width() || q.y >= labels.height()) continue;
      out[x] = *labels.at(static_cast<int>(q.x), static_cast<int>(q.y));
    }
  }
  return patch;
}

FacePatch face_patch(const Analysis& analysis, const FaceFrame& frame, const FaceArea& area,
                     double per_eye_distance) {
  FacePatch patch = face_labels(analysis, frame, area, per_eye_distance);
  patch.colour = ImageBuffer(patch.width(), patch.height(), 3);
  for (int y = 0; y < patch.height(); ++y) {
    for (int x = 0; x < patch.width(); ++x) {
      const Point place = patch.place(x, y);
      const Sample sample = bilinear(analysis.colour, frame.at(place.x, place.y));
      std::copy(sample.begin(), sample.end(), patch.colour.at(x, y));
    }
  }
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
