// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
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
  // What is neck below the edge is knitwear of the clothes' colour; the sides of the roll lie in shade.
  const double half = 0.45 * s.head.face_width / s.eye_distance;
  cv::Mat below =
      filled(s.picture, {s.at(-2, edge - 0.1), s.at(0, edge), s.at(2, edge - 0.1), s.at(2, 5), s.at(-2, 5)});
  below.rowRange(0, std::clamp(static_cast<int>(s.head.chin.y), 0, below.rows)) = 0;
  cv::Mat body;
  cv::dilate(s.classes({PortraitClass::neck, PortraitClass::skin}), body, cv::Mat::ones(5, 5, CV_8U));
  // Parsing's square ends above the lowest skin of a wide neckline.
  const cv::Mat skin_below =
      filled(s.picture, {s.at(-half, chin), s.at(half, chin), s.at(half, 5), s.at(-half, 5)});
  const cv::Mat collar = both(both(below, s.person), either(body, both(skin_below, 255 - s.clothes())));
  const cv::Scalar colour = s.colour_under(cloth);
  const cv::Mat knitted = painted(s.picture, colour * 0.9, softened(collar, 1));
  cv::Mat middle_part;
  cv::erode(collar, middle_part, cv::Mat::ones(1, static_cast<int>(0.3 * s.eye_distance), CV_8U));
  return painted(knitted, colour, softened(middle_part, 0.1 * s.eye_distance), 0.8);
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

/// A shirt printed all over with figures of three colours.
cv::Mat printed(const Subject& s, double alpha) {
  const std::array<cv::Scalar, 3> inks = {cv::Scalar(40, 30, 180), cv::Scalar(30, 120, 40),
                                          cv::Scalar(120, 40, 30)};
  const double step = 0.3 * s.eye_distance;
  cv::Mat out = s.picture;
  int row = 0;
  for (double y = s.head.chin.y; y < out.rows + step; y += step, ++row) {
    int column = 0;
    for (double x = row % 2 * step / 2; x < out.cols + step; x += step, ++column) {
      const double radius = (0.22 + 0.08 * ((row + 2 * column) % 3)) * step;
      const cv::Point2d middle(x, y);
      const cv::Mat ring = both(disc(out, middle, radius), 255 - disc(out, middle, 0.4 * radius));
      out =
          painted(out, inks.at(static_cast<std::size_t>((row + column) % 3)), both(ring, s.clothes()), alpha);
    }
  }
  return out;
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
