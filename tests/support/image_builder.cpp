// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/image_builder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace photolint::test {
namespace {

std::uint8_t level(double value) {
  return static_cast<std::uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

void put(ImageBuffer& bgr, int x, int y, Rgb colour) {
  std::uint8_t* pixel = bgr.at(x, y);
  pixel[0] = level(colour.b);
  pixel[1] = level(colour.g);
  pixel[2] = level(colour.r);
}

/// Weights of a Gaussian from its middle outwards, sum over both sides 1.
std::vector<double> half_kernel(double sigma) {
  const int radius = std::max(1, static_cast<int>(std::ceil(4 * sigma)));
  std::vector<double> weights;
  double sum = 0;
  for (int i = 0; i <= radius; ++i) {
    weights.push_back(std::exp(-i * i / (2 * sigma * sigma)));
    sum += weights.back() * (i == 0 ? 1 : 2);
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

/// Along one axis, in doubles, so that rounding happens once at the end.
std::vector<double> blurred_along(const std::vector<double>& in, int width, int height, int dx, int dy,
                                  const std::vector<double>& kernel) {
  std::vector<double> out(in.size());
  const auto at = [&](int x, int y) {
    return static_cast<std::size_t>(std::clamp(y, 0, height - 1) * width + std::clamp(x, 0, width - 1));
  };
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      double sum = kernel[0] * in[at(x, y)];
      for (int i = 1; i < static_cast<int>(kernel.size()); ++i) {
        sum += kernel[static_cast<std::size_t>(i)] *
               (in[at(x - i * dx, y - i * dy)] + in[at(x + i * dx, y + i * dy)]);
      }
      out[at(x, y)] = sum;
    }
  }
  return out;
}

double linear_light(double v) {
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

double stored_light(double v) {
  return v <= 0.0031308 ? v * 12.92 : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
}

}  // namespace

ImageBuffer flat_image(int width, int height, Rgb colour) {
  return ramp_image(width, height, colour, colour);
}

ImageBuffer ramp_image(int width, int height, Rgb left, Rgb right) {
  ImageBuffer image(width, height, 3);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      const double t = (x + 0.5) / width;
      put(image, x, y,
          {left.r + t * (right.r - left.r), left.g + t * (right.g - left.g),
           left.b + t * (right.b - left.b)});
    }
  }
  return image;
}

ImageBuffer checker_image(int width, int height, int edge, std::uint8_t low, std::uint8_t high) {
  ImageBuffer image(width, height, 1);
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) *image.at(x, y) = (x / edge + y / edge) % 2 == 0 ? low : high;
  }
  return image;
}

ImageBuffer grey_of(const ImageBuffer& bgr) {
  ImageBuffer grey(bgr.width(), bgr.height(), 1);
  for (int y = 0; y < bgr.height(); ++y) {
    for (int x = 0; x < bgr.width(); ++x) {
      const std::uint8_t* p = bgr.view().at(x, y);
      *grey.at(x, y) = level(0.114 * p[0] + 0.587 * p[1] + 0.299 * p[2]);
    }
  }
  return grey;
}

ImageBuffer blurred(const ImageBuffer& image, double sigma) {
  const std::vector<double> kernel = half_kernel(sigma);
  const int channels = image.channels();
  ImageBuffer result(image.width(), image.height(), channels);
  for (int c = 0; c < channels; ++c) {
    std::vector<double> plane;
    for (std::size_t i = static_cast<std::size_t>(c); i < image.bytes().size();
         i += static_cast<std::size_t>(channels)) {
      plane.push_back(image.bytes()[i]);
    }
    plane = blurred_along(plane, image.width(), image.height(), 1, 0, kernel);
    plane = blurred_along(plane, image.width(), image.height(), 0, 1, kernel);
    for (int y = 0; y < image.height(); ++y) {
      for (int x = 0; x < image.width(); ++x) {
        result.at(x, y)[c] = level(plane[static_cast<std::size_t>(y * image.width() + x)]);
      }
    }
  }
  return result;
}

ImageBuffer noisy(ImageBuffer image, double sigma, std::uint32_t seed) {
  std::uint32_t state = seed * 2654435761U + 1;
  const auto uniform =
      [&state] {  // a linear congruential generator: the same everywhere, unlike std::normal_distribution
        state = state * 1664525U + 1013904223U;
        return (state >> 8) / 16777216.0;
      };
  for (int y = 0; y < image.height(); ++y) {
    std::uint8_t* row = image.row(y);
    for (int i = 0; i < image.width() * image.channels(); ++i) {
      // Twelve uniform numbers have a variance of 1 together.
      double sum = -6;
      for (int k = 0; k < 12; ++k) sum += uniform();
      row[i] = level(row[i] + sigma * sum);
    }
  }
  return image;
}

ImageBuffer exposed(ImageBuffer image, double stops) {
  std::array<std::uint8_t, 256> table{};
  for (int i = 0; i < 256; ++i) {
    const double light = std::min(linear_light(i / 255.0) * std::exp2(stops), 1.0);
    table[static_cast<std::size_t>(i)] = level(255 * stored_light(light));
  }
  for (int y = 0; y < image.height(); ++y) {
    std::uint8_t* row = image.row(y);
    for (int i = 0; i < image.width() * image.channels(); ++i) row[i] = table[row[i]];
  }
  return image;
}

}  // namespace photolint::test
