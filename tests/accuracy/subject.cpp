// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/subject.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <stdexcept>

namespace photolint::test {
namespace {

constexpr int kShift = 4;  // OpenCV draws at 1/16 pixel

cv::Point fixed(cv::Point2d p) {
  return {static_cast<int>(std::lround(p.x * (1 << kShift))),
          static_cast<int>(std::lround(p.y * (1 << kShift)))};
}

std::vector<cv::Point> fixed(const std::vector<cv::Point2d>& points) {
  std::vector<cv::Point> out;
  for (const cv::Point2d p : points) out.push_back(fixed(p));
  return out;
}

cv::Point2d cv_point(Point p) {
  return {p.x, p.y};
}

cv::Mat mat_of(const ImageBuffer& image) {
  cv::Mat out(image.height(), image.width(), CV_8U);
  for (int y = 0; y < out.rows; ++y) std::copy_n(image.view().row(y), out.cols, out.ptr(y));
  return out;
}

cv::Mat labels_of(const ParsingFacts& parsing, const cv::Mat& picture) {
  cv::Mat labels(picture.size(), CV_8U, cv::Scalar(255));
  for (int y = 0; y < labels.rows; ++y) {
    for (int x = 0; x < labels.cols; ++x) {
      const Point p{x + 0.5, y + 0.5};
      if (parsing.covers(p)) labels.at<std::uint8_t>(y, x) = static_cast<std::uint8_t>(parsing.at(p));
    }
  }
  return labels;
}

/// CIELAB as OpenCV keeps it in bytes.
cv::Vec3d in_lab(const cv::Scalar& colour) {
  cv::Mat lab;
  cv::cvtColor(cv::Mat(1, 1, CV_8UC3, colour), lab, cv::COLOR_BGR2Lab);
  const cv::Vec3b v = lab.at<cv::Vec3b>(0, 0);
  return {static_cast<double>(v[0]), static_cast<double>(v[1]), static_cast<double>(v[2])};
}

cv::Mat no_mask(const cv::Mat& like) {
  return cv::Mat::zeros(like.size(), CV_8U);
}

}  // namespace

Subject make_subject(const std::string& name, const cv::Mat& picture, const Analysis& analysis) {
  if (!analysis.faces.present() || !analysis.parsing.present() || !analysis.background.present() ||
      !analysis.head.present()) {
    throw std::logic_error("no face to draw on: " + name);
  }
  Subject s;
  s.name = name;
  s.picture = picture.clone();
  s.person = mat_of(analysis.background.value().person);
  s.labels = labels_of(analysis.parsing.value(), picture);
  for (const Point p : analysis.faces.value().main().landmarks) s.landmarks.push_back(cv_point(p));
  s.head = analysis.head.value();
  const cv::Point2d left = cv_point(s.head.eye_left);
  const cv::Point2d right = cv_point(s.head.eye_right);
  s.eyes = (left + right) / 2;
  s.eye_distance = cv::norm(right - left);
  s.across = (right - left) / s.eye_distance;
  s.down = {-s.across.y, s.across.x};
  return s;
}

cv::Mat Subject::classes(std::initializer_list<PortraitClass> wanted) const {
  cv::Mat out = no_mask(picture);
  for (const PortraitClass c : wanted) out |= labels == static_cast<int>(c);
  return out;
}

cv::Mat Subject::clothes() const {
  cv::Mat out = person.clone();
  const auto chin = static_cast<int>(head.chin.y + 0.1 * eye_distance);
  out.rowRange(0, std::clamp(chin, 0, out.rows)) = 0;
  for (const PortraitClass c :
       {PortraitClass::skin, PortraitClass::neck, PortraitClass::hair, PortraitClass::ear}) {
    out.setTo(0, labels == static_cast<int>(c));
  }
  // Below the parsed square the colour tells bare skin from cloth, its hue more than its light.
  const cv::Vec3d neck = in_lab(colour_under(classes({PortraitClass::neck})));
  const cv::Vec3d cloth = in_lab(colour_under(classes({PortraitClass::cloth})));
  cv::Mat lab;
  cv::cvtColor(picture, lab, cv::COLOR_BGR2Lab);
  const auto far = [](const cv::Vec3b& a, const cv::Vec3d& b) {
    constexpr double kLight = 0.3;
    return std::hypot(kLight * (a[0] - b[0]), a[1] - b[1], a[2] - b[2]);
  };
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.cols; ++x) {
      if (labels.at<std::uint8_t>(y, x) != 255) continue;
      const cv::Vec3b p = lab.at<cv::Vec3b>(y, x);
      if (far(p, neck) < far(p, cloth)) out.at<std::uint8_t>(y, x) = 0;
    }
  }
  return out;
}

cv::Scalar Subject::colour_under(const cv::Mat& mask) const {
  std::array<std::vector<std::uint8_t>, 3> values;
  for (int y = 0; y < picture.rows; ++y) {
    for (int x = 0; x < picture.cols; ++x) {
      if (mask.at<std::uint8_t>(y, x) < 128) continue;
      for (int c = 0; c < 3; ++c)
        values[static_cast<std::size_t>(c)].push_back(picture.at<cv::Vec3b>(y, x)[c]);
    }
  }
  cv::Scalar colour(90, 90, 90);
  for (std::size_t c = 0; c < 3; ++c) {
    if (values[c].empty()) continue;
    const auto middle = values[c].begin() + static_cast<std::ptrdiff_t>(values[c].size() / 2);
    std::nth_element(values[c].begin(), middle, values[c].end());
    colour[static_cast<int>(c)] = *middle;
  }
  return colour;
}

cv::Scalar Subject::skin() const {
  return colour_under(either(disc(picture, at(-0.45, 0.6), 0.12 * eye_distance),
                             disc(picture, at(0.45, 0.6), 0.12 * eye_distance)));
}

cv::Scalar Subject::hair() const {
  const cv::Mat mask = classes({PortraitClass::hair});
  // A shaved head: any dark brown is somebody's hair.
  return cv::countNonZero(mask) > 200 ? colour_under(mask) : cv::Scalar(24, 28, 34);
}

cv::Scalar Subject::wall() const {
  return colour_under(person == 0);
}

cv::Mat filled(const cv::Mat& like, const std::vector<cv::Point2d>& polygon) {
  cv::Mat mask = no_mask(like);
  cv::fillPoly(mask, std::vector<std::vector<cv::Point>>{fixed(polygon)}, cv::Scalar(255), cv::LINE_AA,
               kShift);
  return mask;
}

cv::Mat disc(const cv::Mat& like, cv::Point2d centre, double radius) {
  cv::Mat mask = no_mask(like);
  cv::circle(mask, fixed(centre), std::max(1, static_cast<int>(std::lround(radius * (1 << kShift)))),
             cv::Scalar(255), cv::FILLED, cv::LINE_AA, kShift);
  return mask;
}

cv::Mat stroke(const cv::Mat& like, const std::vector<cv::Point2d>& points, double width, bool closed) {
  // Drawn four times as large: OpenCV's lines have whole widths.
  constexpr int kScale = 4;
  cv::Mat large = cv::Mat::zeros(like.rows * kScale, like.cols * kScale, CV_8U);
  std::vector<cv::Point> scaled;
  for (const cv::Point2d p : points) scaled.push_back(fixed((p + cv::Point2d(0.5, 0.5)) * kScale));
  cv::polylines(large, std::vector<std::vector<cv::Point>>{scaled}, closed, cv::Scalar(255),
                std::max(1, static_cast<int>(std::lround(width * kScale))), cv::LINE_AA, kShift);
  cv::Mat mask;
  cv::resize(large, mask, like.size(), 0, 0, cv::INTER_AREA);
  return mask;
}

cv::Mat softened(const cv::Mat& mask, double sigma) {
  cv::Mat out;
  cv::GaussianBlur(mask, out, {0, 0}, sigma);
  return out;
}

cv::Mat both(const cv::Mat& a, const cv::Mat& b) {
  return cv::min(a, b);
}

cv::Mat either(const cv::Mat& a, const cv::Mat& b) {
  return cv::max(a, b);
}

cv::Mat blended(const cv::Mat& picture, const cv::Mat& over, const cv::Mat& mask, double alpha) {
  cv::Mat out = picture.clone();
  for (int y = 0; y < out.rows; ++y) {
    for (int x = 0; x < out.cols; ++x) {
      const double t = alpha * mask.at<std::uint8_t>(y, x) / 255;
      if (t == 0) continue;
      for (int c = 0; c < 3; ++c) {
        auto& value = out.at<cv::Vec3b>(y, x)[c];
        value = cv::saturate_cast<std::uint8_t>(value + t * (over.at<cv::Vec3b>(y, x)[c] - value));
      }
    }
  }
  return out;
}

cv::Mat painted(const cv::Mat& picture, const cv::Scalar& colour, const cv::Mat& mask, double alpha) {
  return blended(picture, cv::Mat(picture.size(), CV_8UC3, colour), mask, alpha);
}

cv::Mat tinted(const cv::Mat& picture, const cv::Scalar& colour, const cv::Mat& mask, double alpha) {
  cv::Mat lab, wanted;
  cv::cvtColor(picture, lab, cv::COLOR_BGR2Lab);
  cv::cvtColor(cv::Mat(1, 1, CV_8UC3, colour), wanted, cv::COLOR_BGR2Lab);
  const cv::Vec3b target = wanted.at<cv::Vec3b>(0, 0);
  for (int y = 0; y < lab.rows; ++y) {
    for (int x = 0; x < lab.cols; ++x) {
      lab.at<cv::Vec3b>(y, x)[1] = target[1];
      lab.at<cv::Vec3b>(y, x)[2] = target[2];
    }
  }
  cv::Mat over;
  cv::cvtColor(lab, over, cv::COLOR_Lab2BGR);
  return blended(picture, over, mask, alpha);
}

cv::Mat noisy(const cv::Mat& picture, double sigma, bool grey, int seed) {
  cv::RNG random(static_cast<std::uint64_t>(seed));
  cv::Mat noise(picture.size(), grey ? CV_32F : CV_32FC3);
  random.fill(noise, cv::RNG::NORMAL, 0, sigma);
  if (grey) cv::cvtColor(noise, noise, cv::COLOR_GRAY2BGR);
  cv::Mat out;
  cv::add(picture, noise, out, cv::noArray(), CV_8U);
  return out;
}

cv::Mat hair_texture(const Subject& s, const cv::Scalar& colour) {
  cv::Mat strands(s.picture.size(), CV_32F);
  cv::RNG random(17);
  random.fill(strands, cv::RNG::NORMAL, 0, 150);
  cv::GaussianBlur(strands, strands, {0, 0}, 0.8, 12);  // long across the eyes' line
  cv::Mat out(s.picture.size(), CV_8UC3, colour);
  cv::cvtColor(strands, strands, cv::COLOR_GRAY2BGR);
  cv::add(out, strands, out, cv::noArray(), CV_8U);
  return out;
}

cv::Mat remapped(const cv::Mat& picture, const cv::Mat& positions) {
  cv::Mat out;
  cv::remap(picture, out, positions, cv::noArray(), cv::INTER_CUBIC, cv::BORDER_REPLICATE);
  return out;
}

}  // namespace photolint::test
