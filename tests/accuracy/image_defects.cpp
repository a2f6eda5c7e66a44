// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "tests/accuracy/defects.h"
#include "tests/accuracy/pictures.h"

namespace photolint::test {
namespace {

/// The hand moved so many pixels along the angle while the shutter was open.
cv::Mat moved_camera(const Subject& s, double length, double degrees) {
  const int side = 2 * static_cast<int>(std::ceil(length / 2)) + 3;
  const cv::Point2d middle((side - 1) / 2.0, (side - 1) / 2.0);
  const double angle = degrees * CV_PI / 180;
  const cv::Point2d half(std::cos(angle) * length / 2, std::sin(angle) * length / 2);
  cv::Mat kernel;
  stroke(cv::Mat(side, side, CV_8U), {middle - half, middle + half}, 1).convertTo(kernel, CV_32F);
  kernel /= cv::sum(kernel)[0];
  cv::Mat out;
  cv::filter2D(s.picture, out, -1, kernel, {-1, -1}, 0, cv::BORDER_REPLICATE);
  return out;
}

cv::Mat resaved(const cv::Mat& picture, int quality) {
  return cv::imdecode(jpeg_of(picture, quality), cv::IMREAD_COLOR);
}

cv::Mat enlarged(const Subject& s, double factor, int kernel) {
  cv::Mat small, out;
  cv::resize(s.picture, small, {}, 1 / factor, 1 / factor, cv::INTER_AREA);
  cv::resize(small, out, s.picture.size(), 0, 0, kernel);
  return out;
}

cv::Mat flattened(const Subject& s, double contrast) {
  cv::Mat out;
  s.picture.convertTo(out, -1, contrast, 128 * (1 - contrast));
  return out;
}

/// Every colour moved by so much in CIELAB a* and b*.
cv::Mat cast(const Subject& s, double a, double b) {
  cv::Mat lab, out;
  cv::cvtColor(s.picture, lab, cv::COLOR_BGR2Lab);
  cv::add(lab, cv::Scalar(0, a, b), lab);
  cv::cvtColor(lab, out, cv::COLOR_Lab2BGR);
  return out;
}

/// Light spots on forehead, nose and one cheek; the radius in eye distances.
cv::Mat shiny(const Subject& s, double radius) {
  cv::Mat light = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (const cv::Point2d place : {s.at(0, -0.55), s.landmarks[landmark::kNoseTip], s.at(-0.45, 0.5)}) {
    light = either(light, disc(s.picture, place, radius * s.eye_distance));
  }
  return painted(s.picture, cv::Scalar(255, 255, 255), softened(light, 0.25 * radius * s.eye_distance));
}

cv::Mat framed(const Subject& s, double width, const cv::Scalar& colour) {
  const auto w = static_cast<int>(width);
  cv::Mat inner, out;
  cv::resize(s.picture, inner, s.picture.size() - cv::Size(2 * w, 2 * w), 0, 0, cv::INTER_AREA);
  cv::copyMakeBorder(inner, out, w, w, w, w, cv::BORDER_CONSTANT, colour);
  return out;
}

cv::Mat with_date(const Subject& s, double height) {
  constexpr double kFontHeight = 22;  // pixels of a capital at scale 1
  const double scale = height / kFontHeight;
  const std::string date = "2026 11 21";
  const int width = cv::getTextSize(date, cv::FONT_HERSHEY_SIMPLEX, scale, 1, nullptr).width;
  cv::Mat out = s.picture.clone();
  cv::putText(out, date, {out.cols - width - 14, out.rows - 16}, cv::FONT_HERSHEY_SIMPLEX, scale,
              cv::Scalar(20, 140, 255), std::max(1, static_cast<int>(height / 10)), cv::LINE_AA);
  return out;
}

cv::Mat with_watermark(const Subject& s, double alpha) {
  cv::Mat mask = cv::Mat::zeros(s.picture.size(), CV_8U);
  for (int y = 40; y < mask.rows; y += 110) {
    for (int x = -60 + y / 110 % 2 * 90; x < mask.cols; x += 220) {
      cv::putText(mask, "SAMPLE", {x, y}, cv::FONT_HERSHEY_SIMPLEX, 1.2, cv::Scalar(255), 3, cv::LINE_AA);
    }
  }
  return painted(s.picture, cv::Scalar(255, 255, 255), mask, alpha);
}

cv::Mat with_round_corners(const Subject& s, double radius) {
  const auto r = static_cast<int>(radius);
  const cv::Size size = s.picture.size();
  cv::Mat inside = cv::Mat::zeros(size, CV_8U);
  cv::rectangle(inside, {r, 0}, {size.width - 1 - r, size.height - 1}, cv::Scalar(255), cv::FILLED);
  cv::rectangle(inside, {0, r}, {size.width - 1, size.height - 1 - r}, cv::Scalar(255), cv::FILLED);
  for (const int x : {r, size.width - 1 - r}) {
    for (const int y : {r, size.height - 1 - r}) inside = either(inside, disc(inside, cv::Point2d(x, y), r));
  }
  return painted(s.picture, cv::Scalar(255, 255, 255), 255 - inside);
}

/// A screen's stripes of red, green and blue, photographed: slow waves of colour. amplitude: share of light.
cv::Mat photographed_screen(const Subject& s, double amplitude) {
  cv::Mat out = s.picture.clone();
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.cols; ++x) {
      const double u = 2 * CV_PI * (0.41 * x + 0.05 * y + 3 * std::sin(y / 97.0));
      const double v = 2 * CV_PI * (0.37 * y - 0.03 * x + 3 * std::sin(x / 83.0));
      for (int c = 0; c < 3; ++c) {
        const double factor = 1 + amplitude * (std::cos(u + c * 2 * CV_PI / 3) + 0.5 * std::cos(v));
        auto& value = out.at<cv::Vec3b>(y, x)[c];
        value = cv::saturate_cast<std::uint8_t>(value * factor);
      }
    }
  }
  return noisy(out, 1.5, false, 5);
}

/// A print that lies on a table, a little askew; the margin in shares of the width.
cv::Mat photographed_print(const Subject& s, double margin) {
  const auto w = static_cast<float>(s.picture.cols);
  const auto h = static_cast<float>(s.picture.rows);
  const auto d = static_cast<float>(margin) * w;
  const std::vector<cv::Point2f> from = {{0, 0}, {w, 0}, {w, h}, {0, h}};
  const std::vector<cv::Point2f> to = {
      {d * 1.2F, d * 0.8F}, {w - d * 0.7F, d}, {w - d, h - d * 0.8F}, {d, h - d * 1.3F}};
  const cv::Mat map = cv::getPerspectiveTransform(from, to);
  cv::Mat print, mask;
  cv::warpPerspective(s.picture, print, map, s.picture.size(), cv::INTER_AREA);
  cv::warpPerspective(cv::Mat(s.picture.size(), CV_8U, cv::Scalar(255)), mask, map, s.picture.size());
  const cv::Mat table = noisy(cv::Mat(s.picture.size(), CV_8UC3, cv::Scalar(60, 90, 130)), 6, true, 6);
  return blurred(blended(table, print, mask), 0.8);
}

}  // namespace

std::vector<DrawnDefect> image_defects() {
  const cv::Scalar white(255, 255, 255);
  const cv::Scalar black(10, 10, 10);
  return {
      {"camera moved sideways",
       "IMG002",
       "px of 480",
       {2, 4, 6, 9, 14, 20},
       [](const Subject& s, double x) { return moved_camera(s, x, 0); }},
      // Moved further up, a face loses the coarse edges too that the rule compares with.
      {"camera moved up",
       "IMG002",
       "px of 480",
       {2, 4, 6, 9, 14},
       [](const Subject& s, double x) { return moved_camera(s, x, 90); }},
      {"colour noise",
       "IMG003",
       "grey levels, sigma",
       {3, 6, 10, 15, 25},
       [](const Subject& s, double x) { return noisy(s.picture, x, false, 1); }},
      {"grey noise",
       "IMG003",
       "grey levels, sigma",
       {3, 6, 10, 15, 25},
       [](const Subject& s, double x) { return noisy(s.picture, x, true, 2); }},
      {"compressed",
       "IMG004",
       "JPEG quality",
       {60, 40, 30, 20, 15, 10},
       [](const Subject& s, double x) { return resaved(s.picture, static_cast<int>(x)); }},
      {"compressed, saved again",
       "IMG004",
       "first JPEG quality",
       {60, 40, 30, 20, 15, 10},
       [](const Subject& s, double x) { return resaved(resaved(s.picture, static_cast<int>(x)), 95); }},
      {"enlarged, cubic",
       "IMG005",
       "times",
       {1.2, 1.5, 2, 3, 4},
       [](const Subject& s, double x) { return enlarged(s, x, cv::INTER_CUBIC); }},
      {"enlarged, linear",
       "IMG005",
       "times",
       {1.2, 1.5, 2, 3, 4},
       [](const Subject& s, double x) { return enlarged(s, x, cv::INTER_LINEAR); }},
      {"enlarged, Lanczos",
       "IMG005",
       "times",
       {1.2, 1.5, 2, 3, 4},
       [](const Subject& s, double x) { return enlarged(s, x, cv::INTER_LANCZOS4); }},
      {"enlarged, nearest",
       "IMG005",
       "times",
       {1.2, 1.5, 2, 3, 4},
       [](const Subject& s, double x) { return enlarged(s, x, cv::INTER_NEAREST); }},
      {"flat contrast", "IMG008", "of the contrast", {0.8, 0.6, 0.4, 0.25, 0.15}, flattened},
      {"red cast",
       "IMG010",
       "CIELAB a*",
       {5, 10, 20, 30, 45},
       [](const Subject& s, double x) { return cast(s, x, x / 3); }},
      {"green cast",
       "IMG010",
       "CIELAB -a*",
       {5, 10, 20, 30, 45},
       [](const Subject& s, double x) { return cast(s, -x, 0); }},
      {"blue cast",
       "IMG010",
       "CIELAB -b*",
       {5, 10, 20, 30, 45},
       [](const Subject& s, double x) { return cast(s, 0, -x); }},
      {"yellow cast",
       "IMG010",
       "CIELAB b*",
       {5, 10, 20, 30, 45},
       [](const Subject& s, double x) { return cast(s, 0, x); }},
      {"shiny skin", "IMG011", "eye distances, radius", {0.03, 0.06, 0.1, 0.15, 0.22}, shiny},
      {"white frame",
       "IMG012",
       "px of 480",
       {3, 6, 12, 24},
       [white](const Subject& s, double x) { return framed(s, x, white); }},
      {"black frame",
       "IMG012",
       "px of 480",
       {3, 6, 12, 24},
       [black](const Subject& s, double x) { return framed(s, x, black); }},
      {"date stamp", "IMG012", "px, letter height", {8, 12, 18, 26}, with_date},
      {"watermark", "IMG012", "opacity", {0.1, 0.2, 0.35, 0.6}, with_watermark},
      {"round corners", "IMG012", "px, radius", {8, 16, 32}, with_round_corners},
      {"photographed screen", "IMG013", "of the light", {0.02, 0.05, 0.1, 0.2}, photographed_screen},
      {"photographed print", "IMG013", "of the width, margin", {0.03, 0.06, 0.1}, photographed_print},
  };
}

}  // namespace photolint::test
