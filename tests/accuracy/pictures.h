// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <opencv2/core.hpp>
#include <optional>
#include <string>
#include <vector>

#include "photolint/image/geometry.h"

// Pictures of the accuracy tests: files beside the project, and worse or re-cropped versions of them made in
// memory. No picture is ever written.

namespace photolint::test {

/// What a rendered portrait is known to show. Lengths and points in its own pixels.
struct Truth {
  std::string name;    ///< file name without extension
  std::string defect;  ///< "none" when compliant
  int width = 0, height = 0;
  double yaw = 0, pitch = 0, roll = 0;
  double head_top = 0;  ///< y; negative when cut
  Point eyes;           ///< midpoint of the iris centres
  double eye_distance = 0;
  double face_width = 0;
  double chin = 0;  ///< y
};

/// A portrait and its files.
struct Portrait {
  Truth truth;
  std::string jpeg_path, mask_path;
};

/// The rendered portraits, by name; empty where the set is absent.
[[nodiscard]] const std::vector<Portrait>& portraits();

/// Folder of the project's neighbour that holds the data sets.
[[nodiscard]] std::string shared_folder();

/// Whole file, as bytes.
[[nodiscard]] std::vector<std::uint8_t> bytes_of(const std::string& path);

/// A JPEG of the picture in memory, 4:2:0.
[[nodiscard]] std::vector<std::uint8_t> jpeg_of(const cv::Mat& picture, int quality = 92);

/// A picture of 480x640 that a graded defect starts from.
struct Base {
  std::string name;
  cv::Mat picture;
  cv::Mat background;  ///< 255 where the wall is; empty for photographs
  std::optional<Truth> truth;
};

/// The twelve compliant portraits at 480x640.
[[nodiscard]] std::vector<Base> portrait_bases();
/// So many of them, men and women, light and dark skin.
[[nodiscard]] std::vector<Base> rendered_bases(std::size_t count);

/// A photograph of the London set cut to the frame of the graduation photo, and the place of its hair's top
/// there, found by a threshold against the wall. Nothing where the frame does not fit into the photograph
/// (hair piled up high).
struct Reframed {
  Base base;
  double head_top = 0;    ///< y
  Point eyes;             ///< by the hand-placed points, as the others
  double chin = 0;        ///< y
  double face_width = 0;  ///< by points 109 and 112, which lie in front of the ears
};
[[nodiscard]] std::optional<Reframed> reframe(const std::string& jpeg_path);

/// Every step-th photograph of the London set, re-cropped where that is possible.
[[nodiscard]] std::vector<Base> photograph_bases(std::size_t step);

[[nodiscard]] cv::Mat blurred(const cv::Mat& picture, double sigma);
/// Shrunk by the factor and enlarged again, as a photo that was upscaled to the size asked for.
[[nodiscard]] cv::Mat upscaled(const cv::Mat& picture, double factor);
/// Values raised to gamma: above 1 darkens.
[[nodiscard]] cv::Mat with_gamma(const cv::Mat& picture, double gamma);
/// Light times 2^stops, clipped at white, in linear light.
[[nodiscard]] cv::Mat with_stops(const cv::Mat& picture, double stops);
/// Light that falls from 1 at the left edge of the face to so much at the right one, in linear light.
[[nodiscard]] cv::Mat side_lit(const cv::Mat& picture, Point eyes, double face_width, double darkest);
/// The wall's values times 1 + amount at the top down to 1 - amount at the bottom.
[[nodiscard]] cv::Mat with_wall_gradient(const Base& base, double amount);
/// Turned clockwise as seen around the frame's centre; the border is continued.
[[nodiscard]] cv::Mat turned(const cv::Mat& picture, double degrees);
/// Scaled about the eyes' midpoint, then moved; the border is continued.
[[nodiscard]] cv::Mat placed(const cv::Mat& picture, Point eyes, double factor, Point shift);

}  // namespace photolint::test
