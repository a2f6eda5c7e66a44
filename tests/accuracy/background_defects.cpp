// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"
#include "tests/accuracy/pictures.h"

namespace photolint::test {
namespace {

const cv::Scalar kOtherBlue(219, 142, 67);

/// The person's shadow on the wall, moved aside and down, its edge soft; darkness: share of light it takes.
cv::Mat with_shadow(const Subject& s, double darkness) {
  const double aside = 0.35 * s.eye_distance;
  cv::Mat shadow =
      warped(s.person, [&](cv::Point2d p) { return p - cv::Point2d(aside, 0.1 * s.eye_distance); });
  shadow = both(softened(shadow, 0.08 * s.eye_distance), 255 - s.person);
  return painted(s.picture, cv::Scalar(0, 0, 0), shadow, darkness);
}

/// Posters and a shelf on the wall, taking about that share of the frame if nobody stood there.
cv::Mat with_clutter(const Subject& s, double share) {
  const double side = std::sqrt(share * s.picture.cols * s.picture.rows / 2);
  cv::Mat objects = s.picture.clone();
  const auto box = [&](double x, double y, double w, double h, const cv::Scalar& colour) {
    cv::rectangle(objects, cv::Rect2d(x, y, w, h), colour, cv::FILLED, cv::LINE_AA);
  };
  box(12, 60, side, side * 0.8, cv::Scalar(60, 120, 60));
  box(12 + side * 0.1, 60 + side * 0.1, side * 0.8, side * 0.6, cv::Scalar(200, 220, 230));
  box(s.picture.cols - 12 - side, 200, side, side * 1.2, cv::Scalar(40, 60, 110));
  return blended(s.picture, objects, 255 - s.person);
}

/// The wall replaced: a mask that is too wide by so many pixels keeps a rim of the old wall.
cv::Mat with_halo(const Subject& s, double width) {
  const auto side = 2 * static_cast<int>(width) + 1;
  cv::Mat mask;
  cv::dilate(s.person, mask, cv::getStructuringElement(cv::MORPH_ELLIPSE, {side, side}));
  const cv::Mat rim = both(mask, 255 - s.person);
  const cv::Mat old_wall = painted(s.picture, cv::Scalar(235, 235, 235), rim, 0.9);
  return painted(old_wall, kOtherBlue, softened(255 - mask, 0.6));
}

/// The wall replaced with scissors: the outline in steps of so many pixels, no mixed pixels.
cv::Mat with_jagged_edge(const Subject& s, double step) {
  cv::Mat small, mask;
  const cv::Size size(static_cast<int>(s.person.cols / step), static_cast<int>(s.person.rows / step));
  cv::resize(s.person, small, size, 0, 0, cv::INTER_NEAREST);
  cv::resize(small, mask, s.person.size(), 0, 0, cv::INTER_NEAREST);
  return painted(s.picture, kOtherBlue, 255 - mask);
}

/// Clothes that part of the way to the wall's colour.
cv::Mat with_wall_coloured_clothes(const Subject& s, double share) {
  const cv::Scalar wall = s.wall();
  return painted(s.picture, wall, softened(s.clothes(), 1), share);
}

}  // namespace

std::vector<DrawnDefect> background_defects() {
  return {
      {"shadow on the wall", "BGD004", "of the light", {0.05, 0.1, 0.15, 0.25, 0.4, 0.6}, with_shadow},
      {"things on the wall", "BGD005", "of the frame", {0.01, 0.03, 0.08, 0.2}, with_clutter},
      {"rim of an old wall", "BGD006", "px of 480", {1, 2, 3, 5}, with_halo},
      {"jagged outline", "BGD006", "px of 480", {1, 2, 3, 5}, with_jagged_edge},
      {"clothes of the wall's colour",
       "BGD007",
       "of the way",
       {0.5, 0.7, 0.85, 0.95, 1},
       with_wall_coloured_clothes},
      {"head at the side",
       "BGD008",
       "px of 480",
       {40, 80, 120, 160},
       [](const Subject& s, double x) {
         return placed(s.picture, {s.eyes.x, s.eyes.y}, 1, {x, 0});
       }},
      {"head fills the width",
       "BGD008",
       "times",
       {1.2, 1.6, 2.2, 2.6},
       [](const Subject& s, double x) {
         return placed(s.picture, {s.eyes.x, s.eyes.y}, x, {0, 0});
       }},
  };
}

}  // namespace photolint::test
