// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/crop.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "photolint/analysis/mat_impl.h"

namespace photolint {
namespace {

constexpr double kSmoothFrom = 1.5;  // shrinking factor; bilinear sampling alone is good enough below
constexpr double kSigmaPerFactor = .4;
// Below 3 the phases of bilinear sampling show: landmarks of 1000-pixel pictures move by up to 0.9 pixels
// against reference.py with 1.5 or 2, by less than 0.25 with 3.
constexpr double kSampledFactor = 3;

/// Level on which a crop that shrinks by factor is sampled: the one that leaves a factor of 3 to 6, so that
/// the low-pass costs the same however large the photo.
int sampling_level(double factor) {
  return std::max(0, static_cast<int>(std::floor(std::log2(factor / kSampledFactor))));
}

/// Sigma still to apply on a level, in its pixels: halving n times has already averaged 2^n pixels, a box of
/// variance (4^n - 1) / 12 original pixels; bilinear sampling adds 1/6 of its pixels on average.
double remaining_sigma(double factor, int level) {
  const double wanted = kSigmaPerFactor * factor;
  return std::sqrt(wanted * wanted - (1 - std::pow(.25, level)) * (1. / 12 + 1. / 6));
}

/// Pixels of the picture that the crop reads, with a margin for the filter, clipped to the picture.
cv::Rect footprint(const Affine& to_picture, int size, int margin, cv::Size picture) {
  double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
  for (const Point corner :
       {Point{0, 0}, Point{1. * size, 0}, Point{0, 1. * size}, Point{1. * size, 1. * size}}) {
    const Point p = to_picture.apply(corner);
    left = std::min(left, p.x), right = std::max(right, p.x);
    top = std::min(top, p.y), bottom = std::max(bottom, p.y);
  }
  // At least one pixel even for a crop that lies wholly outside: its edge is what the crop then shows.
  const auto clip = [margin](double low, double high, int edge) {
    const int first = static_cast<int>(std::clamp(std::floor(low) - margin, 0., edge - 1.));
    const int last = static_cast<int>(std::clamp(std::ceil(high) + margin, first + 1., 1. * edge));
    return std::pair(first, last);
  };
  const auto [x0, x1] = clip(left, right, picture.width);
  const auto [y0, y1] = clip(top, bottom, picture.height);
  return {x0, y0, x1 - x0, y1 - y0};
}

}  // namespace

ImageView Pyramid::level(int n) {
  while (static_cast<int>(halved_.size()) < n) {
    const ImageView larger = halved_.empty() ? picture_ : halved_.back().view();
    const int width = std::max(1, larger.width() / 2), height = std::max(1, larger.height() / 2);
    ImageBuffer half(width, height, larger.channels());
    // Without an odd last row or column, so that coordinates halve exactly.
    const cv::Mat even = as_source(larger)(
        cv::Rect(0, 0, std::min(larger.width(), 2 * width), std::min(larger.height(), 2 * height)));
    cv::Mat target = as_target(half);
    cv::resize(even, target, target.size(), 0, 0, cv::INTER_AREA);
    halved_.push_back(std::move(half));
  }
  return n == 0 ? picture_ : halved_[static_cast<std::size_t>(n - 1)].view();
}

Affine crop_to_picture(const Square& square, int size) {
  const double step = square.side / size;
  const double c = std::cos(square.angle_rad) * step, s = std::sin(square.angle_rad) * step;
  const double middle = size / 2 + .5;
  return {c, -s, square.centre.x - middle * (c - s), s, c, square.centre.y - middle * (s + c)};
}

ImageBuffer cut_square(Pyramid& picture, const Square& square, int size) {
  const double factor = square.side / size;
  const int level = sampling_level(factor);
  const double level_scale = std::ldexp(1., -level);
  const cv::Mat source = as_source(picture.level(level));
  const Square on_level = {square.centre * level_scale, square.side * level_scale, square.angle_rad};
  const Affine map = crop_to_picture(on_level, size);

  const double sigma = remaining_sigma(factor, level);
  const bool smooth = factor > kSmoothFrom;
  const int margin = smooth ? static_cast<int>(std::ceil(3 * sigma)) + 2 : 2;
  const cv::Rect read = footprint(map, size, margin, source.size());
  cv::Mat part = source(read);
  if (smooth) {
    cv::Mat smoothed;
    cv::GaussianBlur(part, smoothed, {}, sigma, sigma, cv::BORDER_REFLECT_101 | cv::BORDER_ISOLATED);
    part = smoothed;
  }

  // OpenCV counts pixel middles from 0, Point counts pixel edges: half a pixel on either side of the map.
  const double shift_x = (map.a + map.b) / 2 + map.c - .5 - read.x;
  const double shift_y = (map.d + map.e) / 2 + map.f - .5 - read.y;
  const cv::Matx23d to_part(map.a, map.b, shift_x, map.d, map.e, shift_y);
  ImageBuffer crop(size, size, 3);
  cv::Mat target = as_target(crop);
  cv::warpAffine(part, target, to_part, target.size(), cv::INTER_LINEAR | cv::WARP_INVERSE_MAP,
                 cv::BORDER_REPLICATE);
  return crop;
}

ImageBuffer fit_longest(Pyramid& picture, int longest) {
  const ImageView whole = picture.level(0);
  const double factor = static_cast<double>(longest) / std::max(whole.width(), whole.height());
  // Halvings are area means as well, and cheaper. The last of them may drop half a pixel of an odd side:
  // then one is left for the last step.
  const int halvings = std::max(0, static_cast<int>(std::floor(-std::log2(factor))));
  const bool exact = (whole.width() | whole.height()) % (1 << halvings) == 0;
  const int level = exact ? halvings : std::max(0, halvings - 1);
  const cv::Mat source = as_source(picture.level(level));
  const auto fitted = [factor](int side) {
    return std::max(1, static_cast<int>(std::nearbyint(side * factor)));
  };
  ImageBuffer fit(fitted(whole.width()), fitted(whole.height()), 3);
  cv::Mat target = as_target(fit);
  cv::resize(source, target, target.size(), 0, 0, factor < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
  return fit;
}

std::vector<float> network_input(ImageView crop) {
  const auto plane = static_cast<std::size_t>(crop.width()) * static_cast<std::size_t>(crop.height());
  std::vector<float> planes(3 * plane);
  std::size_t i = 0;
  for (int y = 0; y < crop.height(); ++y) {
    const std::uint8_t* p = crop.row(y);
    for (int x = 0; x < crop.width(); ++x, ++i, p += 3) {
      for (std::size_t c = 0; c < 3; ++c) {
        planes[c * plane + i] = (static_cast<float>(p[c]) - 127.5F) * (1 / 63.75F);
      }
    }
  }
  return planes;
}

}  // namespace photolint
