// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"
#include "tests/accuracy/pictures.h"

namespace photolint::test {
namespace {

/// A beauty filter on the skin: edge-keeping smoothing, mixed in by the strength.
cv::Mat smoothed_skin(const Subject& s, double strength) {
  cv::Mat once, twice;
  cv::bilateralFilter(s.picture, once, 9, 40, 6);
  cv::bilateralFilter(once, twice, 9, 40, 6);
  return blended(s.picture, twice, softened(s.classes({PortraitClass::skin}), 2), strength);
}

/// The same with a median, as cheap filters do it; the strength is the aperture, pixels.
cv::Mat median_skin(const Subject& s, double aperture) {
  cv::Mat smooth;
  cv::medianBlur(s.picture, smooth, static_cast<int>(aperture));
  return blended(s.picture, smooth, softened(s.classes({PortraitClass::skin}), 2));
}

/// A face pasted in from a picture of another quality whose blocks of 8 lie elsewhere.
cv::Mat pasted_face(const Subject& s, double quality) {
  cv::Mat moved, back;
  cv::copyMakeBorder(s.picture, moved, 3, 5, 3, 5, cv::BORDER_REPLICATE);
  moved = cv::imdecode(jpeg_of(moved, static_cast<int>(quality)), cv::IMREAD_COLOR);
  back = moved(cv::Rect({3, 3}, s.picture.size())).clone();
  const cv::Mat face = filled(s.picture, s.points(landmark::kOvalBegin, landmark::kOvalEnd));
  return blended(s.picture, back, softened(face, 1));
}

/// A face taken from a noisier photo.
cv::Mat noisier_face(const Subject& s, double sigma) {
  const cv::Mat face = filled(s.picture, s.points(landmark::kOvalBegin, landmark::kOvalEnd));
  return blended(s.picture, noisy(s.picture, sigma, false, 9), softened(face, 1));
}

cv::Mat larger_eyes(const Subject& s, double factor) {
  const double reach = 0.42 * s.eye_distance;
  const std::vector<cv::Point2d> centres = {{s.head.eye_left.x, s.head.eye_left.y},
                                            {s.head.eye_right.x, s.head.eye_right.y}};
  return warped(s.picture, [&](cv::Point2d p) {
    for (const cv::Point2d c : centres) {
      const double r = cv::norm(p - c) / reach;
      if (r >= 1) continue;
      const double fall = (1 - r * r) * (1 - r * r);
      return c + (p - c) * (1 / (1 + (factor - 1) * fall));
    }
    return p;
  });
}

/// Jaw and cheeks drawn in to so much of their width.
cv::Mat slimmer_jaw(const Subject& s, double factor) {
  return warped(s.picture, [&](cv::Point2d p) {
    const cv::Point2d at = s.place(p);
    const double height = std::exp(-std::pow((at.y - 1.15) / 0.55, 2));
    const double half = 1.3;  // eye distances: the face's outline lies at about 1.1
    const double beside = std::abs(at.x) < 2 * half ? std::pow(std::cos(at.x / half * CV_PI / 4), 2) : 0;
    const double k = 1 + (1 / factor - 1) * height * beside;
    return s.at(at.x * k, at.y);
  });
}

}  // namespace

std::vector<DrawnDefect> editing_defects() {
  return {
      {"smoothed skin", "AUT001", "of the filter", {0.3, 0.5, 0.75, 1}, smoothed_skin},
      {"smoothed skin, median", "AUT001", "px, aperture", {3, 5, 7, 11}, median_skin},
      {"pasted face", "AUT002", "JPEG quality", {85, 70, 50, 30}, pasted_face},
      {"noisier face", "AUT002", "grey levels, sigma", {2, 4, 7, 12}, noisier_face},
      {"larger eyes", "AUT003", "times", {1.08, 1.15, 1.25, 1.4}, larger_eyes},
      {"slimmer jaw", "AUT003", "of the width", {0.95, 0.9, 0.83, 0.75}, slimmer_jaw},
  };
}

}  // namespace photolint::test
