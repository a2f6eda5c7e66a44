// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"

namespace photolint::test {
namespace {

/// Dyed clothes: the colour's hue and chroma on the cloth's own light.
cv::Mat dyed(const Subject& s, double alpha, const cv::Scalar& colour) {
  const cv::Mat cloth = softened(s.clothes(), 0.8);
  const cv::Mat darker = painted(s.picture, colour, cloth, 0.5 * alpha);
  return tinted(darker, colour, cloth, alpha);
}

/// A collar of the clothes' colour up to so much of the way from the neck's end to the chin.
cv::Mat with_high_collar(const Subject& s, double share) {
  const double chin = s.place({s.head.chin.x, s.head.chin.y}).y;
  double neckline = chin + 0.9;
  const cv::Mat cloth = s.clothes();
  const auto middle = static_cast<int>(std::clamp(s.head.chin.x, 0.0, cloth.cols - 1.0));
  for (int y = static_cast<int>(s.head.chin.y); y < cloth.rows; ++y) {
    if (y < 0 || cloth.at<std::uint8_t>(y, middle) == 0) continue;
    neckline = s.place({s.head.chin.x, static_cast<double>(y)}).y;
    break;
  }
  const double edge = neckline - share * (neckline - chin);
  const double half = 0.42 * s.head.face_width / s.eye_distance;
  const cv::Mat collar = filled(s.picture, {s.at(-half, edge - 0.12), s.at(0, edge), s.at(half, edge - 0.12),
                                            s.at(half * 1.6, 4), s.at(-half * 1.6, 4)});
  const cv::Mat under_chin = collar.clone();
  under_chin.rowRange(0, std::clamp(static_cast<int>(s.head.chin.y), 0, collar.rows)) = 0;
  return painted(s.picture, s.colour_under(cloth), both(under_chin, s.person));
}

/// Bare skin on so much of the shoulders from above, straps left.
cv::Mat with_bare_shoulders(const Subject& s, double share) {
  const cv::Mat cloth = s.clothes();
  const cv::Rect box = cv::boundingRect(cloth);
  cv::Mat bare = cloth.clone();
  const int edge = box.y + static_cast<int>(share * box.height);
  if (edge < bare.rows) bare.rowRange(edge, bare.rows) = 0;
  const auto straps = either(stroke(bare, {s.at(-0.75, 1.5), s.at(-0.7, 5)}, 0.18 * s.eye_distance),
                             stroke(bare, {s.at(0.75, 1.5), s.at(0.7, 5)}, 0.18 * s.eye_distance));
  bare = both(bare, 255 - straps);
  return painted(s.picture, s.skin(), softened(bare, 1));
}

/// A pattern of the clothes: dark where the function is true.
template <class Pattern>
cv::Mat patterned(const Subject& s, double alpha, Pattern dark) {
  cv::Mat pattern = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (int y = 0; y < pattern.rows; ++y) {
    for (int x = 0; x < pattern.cols; ++x) pattern.at<std::uint8_t>(y, x) = dark(x, y) ? 255 : 0;
  }
  return painted(s.picture, cv::Scalar(60, 40, 30), both(softened(pattern, 0.7), s.clothes()), alpha);
}

cv::Mat striped(const Subject& s, double alpha) {
  return patterned(s, alpha, [](int, int y) { return y % 22 < 10; });
}

cv::Mat checked(const Subject& s, double alpha) {
  return patterned(s, alpha, [](int x, int y) { return x % 30 < 8 || y % 30 < 8; });
}

/// A printed word and figure on one side of the chest.
cv::Mat printed(const Subject& s, double alpha) {
  cv::Mat print = cv::Mat::zeros(s.picture.size(), CV_8U);
  const cv::Point2d begin = s.at(0.6, 3.1);
  cv::putText(print, "CAMPUS", {static_cast<int>(begin.x), static_cast<int>(begin.y)},
              cv::FONT_HERSHEY_DUPLEX, 0.8, cv::Scalar(255), 3, cv::LINE_AA);
  print = either(print, disc(print, begin + cv::Point2d(45, 28), 15));
  return painted(s.picture, cv::Scalar(40, 30, 180), both(print, s.clothes()), alpha);
}

}  // namespace

std::vector<DrawnDefect> clothes_defects() {
  const auto dye = [](const cv::Scalar& colour) {
    return [colour](const Subject& s, double x) { return dyed(s, x, colour); };
  };
  return {
      {"blue clothes", "CLO001", "of the way", {0.25, 0.5, 0.75, 1}, dye(cv::Scalar(190, 90, 40))},
      {"green clothes", "CLO001", "of the way", {0.25, 0.5, 0.75, 1}, dye(cv::Scalar(70, 140, 50))},
      {"cyan clothes", "CLO001", "of the way", {0.25, 0.5, 0.75, 1}, dye(cv::Scalar(180, 170, 60))},
      {"high collar", "CLO002", "of the neck", {0.3, 0.6, 0.8, 0.95}, with_high_collar},
      {"bare shoulders", "CLO003", "of the clothes", {0.15, 0.3, 0.5, 0.8}, with_bare_shoulders},
      {"striped clothes", "CLO004", "opacity", {0.15, 0.3, 0.6, 0.9}, striped},
      {"checked clothes", "CLO004", "opacity", {0.15, 0.3, 0.6, 0.9}, checked},
      {"printed clothes", "CLO004", "opacity", {0.3, 0.6, 0.9}, printed},
      {"red clothes", "CLO005", "of the way", {0.25, 0.5, 0.75, 1}, dye(cv::Scalar(40, 30, 150))},
  };
}

}  // namespace photolint::test
