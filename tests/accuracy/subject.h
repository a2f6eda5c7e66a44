// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <opencv2/core.hpp>
#include <string>
#include <vector>

#include "photolint/analysis/analysis.h"

// A picture that defects are drawn on, and the brushes that the drawers share. A place in the face is written
// as (across, down): eye distances from the eyes' midpoint along and across the line through the eyes. All
// randomness has a fixed seed, so that a defect is the same picture on every run.

namespace photolint::test {

/// A picture of 480x640 with what the analysis knows about it.
struct Subject {
  std::string name;
  cv::Mat picture;                     ///< BGR
  cv::Mat person;                      ///< 255 where the person is
  cv::Mat labels;                      ///< PortraitClass of every pixel, 255 outside of the parsed square
  std::vector<cv::Point2d> landmarks;  ///< as Face::landmarks
  HeadFacts head;
  cv::Point2d eyes;  ///< midpoint of the eye centres
  double eye_distance = 0;
  cv::Point2d across{1, 0};  ///< unit vectors of the face
  cv::Point2d down{0, 1};

  [[nodiscard]] cv::Point2d at(double u, double v) const {
    return eyes + eye_distance * (u * across + v * down);
  }
  /// Place of a point, in eye distances.
  [[nodiscard]] cv::Point2d place(cv::Point2d p) const {
    return {(p - eyes).dot(across) / eye_distance, (p - eyes).dot(down) / eye_distance};
  }
  [[nodiscard]] std::vector<cv::Point2d> points(int begin, int end) const {
    return {landmarks.begin() + begin, landmarks.begin() + end};
  }
  /// 255 where one of the classes is.
  [[nodiscard]] cv::Mat classes(std::initializer_list<PortraitClass> wanted) const;
  /// Below the chin and no wall, no bare skin.
  [[nodiscard]] cv::Mat clothes() const;
  /// Median colour under a mask; grey where the mask is empty.
  [[nodiscard]] cv::Scalar colour_under(const cv::Mat& mask) const;
  [[nodiscard]] cv::Scalar skin() const;
  [[nodiscard]] cv::Scalar hair() const;
  [[nodiscard]] cv::Scalar wall() const;
};

/// Throws std::logic_error where the analysis lacks a face, parsing, background or head.
[[nodiscard]] Subject make_subject(const std::string& name, const cv::Mat& picture, const Analysis& analysis);

/// 255 inside the polygon, smooth edges.
[[nodiscard]] cv::Mat filled(const cv::Mat& like, const std::vector<cv::Point2d>& polygon);
[[nodiscard]] cv::Mat disc(const cv::Mat& like, cv::Point2d centre, double radius);
/// A line of that width through the points.
[[nodiscard]] cv::Mat stroke(const cv::Mat& like, const std::vector<cv::Point2d>& points, double width,
                             bool closed = false);
/// The mask with soft edges.
[[nodiscard]] cv::Mat softened(const cv::Mat& mask, double sigma);
[[nodiscard]] cv::Mat both(const cv::Mat& a, const cv::Mat& b);
[[nodiscard]] cv::Mat either(const cv::Mat& a, const cv::Mat& b);

/// over instead of the picture where mask is 255 times alpha.
[[nodiscard]] cv::Mat blended(const cv::Mat& picture, const cv::Mat& over, const cv::Mat& mask,
                              double alpha = 1);
[[nodiscard]] cv::Mat painted(const cv::Mat& picture, const cv::Scalar& colour, const cv::Mat& mask,
                              double alpha = 1);
/// Keeps the light of the picture and takes the colour's hue and chroma (CIELAB a*, b*), alpha of the way.
[[nodiscard]] cv::Mat tinted(const cv::Mat& picture, const cv::Scalar& colour, const cv::Mat& mask,
                             double alpha = 1);
/// Normal noise of that many grey levels; grey: the same in all channels.
[[nodiscard]] cv::Mat noisy(const cv::Mat& picture, double sigma, bool grey, int seed);
/// Strands of hair along the face's down axis in a colour.
[[nodiscard]] cv::Mat hair_texture(const Subject& s, const cv::Scalar& colour);

/// The picture read at where(pixel) for every pixel; the border is continued.
template <class Where>
cv::Mat warped(const cv::Mat& picture, Where where);

/// As warped, for a table of positions.
[[nodiscard]] cv::Mat remapped(const cv::Mat& picture, const cv::Mat& positions);

template <class Where>
cv::Mat warped(const cv::Mat& picture, Where where) {
  cv::Mat positions(picture.size(), CV_32FC2);
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      const cv::Point2d from = where(cv::Point2d(x, y));
      positions.at<cv::Vec2f>(y, x) = {static_cast<float>(from.x), static_cast<float>(from.y)};
    }
  }
  return remapped(picture, positions);
}

}  // namespace photolint::test
