// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "tests/accuracy/defects.h"

namespace photolint::test {
namespace {

/// The shoulders' line turned by a shear of everything below the chin.
cv::Mat with_sloping_shoulders(const Subject& s, double degrees) {
  const double slope = std::tan(degrees * CV_PI / 180);
  const double begin = s.head.chin.y;
  const double full = begin + 0.5 * s.eye_distance;
  return warped(s.picture, [&](cv::Point2d p) {
    const double t = std::clamp((p.y - begin) / (full - begin), 0.0, 1.0);
    return cv::Point2d(p.x, p.y - t * slope * (p.x - s.head.chin.x));
  });
}

/// The face as a camera at that distance sees it: the nose nearer than the ears by some 12 cm, the outline
/// kept. The picture itself counts as taken from 1.5 m.
cv::Mat from_nearby(const Subject& s, double metres) {
  constexpr double kDepth = 0.12;     // metres from the ears' plane to the tip of the nose
  constexpr double kFarCamera = 1.5;  // metres
  const cv::Point2d nose = s.landmarks[landmark::kNoseTip];
  const double half_width = s.head.face_width / 2;
  const double half_height = 1.35 * half_width;
  return warped(s.picture, [&](cv::Point2d p) {
    const cv::Point2d d = p - nose;
    const double r2 = d.x * d.x / (half_width * half_width) + d.y * d.y / (half_height * half_height);
    const double depth = kDepth * std::max(0.0, 1 - r2);
    const double near = metres / (metres - depth);
    const double far = kFarCamera / (kFarCamera - depth);
    return nose + d * (far / near);
  });
}

}  // namespace

std::vector<DrawnDefect> geometry_defects() {
  return {
      {"sloping shoulders", "GEO015", "degrees", {2, 4, 6, 9, 12, -4, -6, -9, -12}, with_sloping_shoulders},
      {"near camera", "GEO016", "m", {1, 0.7, 0.5, 0.35, 0.25}, from_nearby},
  };
}

}  // namespace photolint::test
