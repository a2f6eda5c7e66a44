// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/glasses.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <numbers>
#include <vector>

#include "photolint/analysis/eyes.h"
#include "photolint/image/patch.h"
#include "photolint/image/plane.h"

namespace photolint {
namespace {

// A patch that stands on the eyes' midpoint; lengths in eye distances.
constexpr double kPerEyeDistance = 80;  // patch pixels: a frame of 1 px at 480x640 stays 1 px
constexpr double kHalfWidth = 1.3;
constexpr double kAbove = 0.7;
constexpr double kBelow = 0.7;

// Logistic regression, 2026-11-21: 539 US Congress portraits (97 with glasses), 204 London photos and 326
// variations without, renders and 300 painted frames (README of tests/accuracy names the sets).
constexpr double kBias = -0.55;
constexpr double kAreaWeight = 2.94, kFullArea = 0.3;       // square eye distances of parsed frame
constexpr double kBridgeWeight = 2.47, kFullBridge = 0.25;  // share of the nose bridge parsed as frame
constexpr double kBridgeLine = 1.4, kRimLine = 0.78, kTempleLine = 2.09;
constexpr double kMiddleContrast = 0.03, kLeastContrast = 0.003;

/// Patch pixel of a place in eye distances from the eyes' midpoint.
int column(double x) {
  return static_cast<int>(std::lround((x + kHalfWidth) * kPerEyeDistance));
}
int row(double y) {
  return static_cast<int>(std::lround((y + kAbove) * kPerEyeDistance));
}

PatchGrid grid_over(const Eyes& eyes, double scale) {
  const double unit = eyes.distance() * scale / kPerEyeDistance;
  const Point across{std::cos(eyes.angle_rad()) * unit, std::sin(eyes.angle_rad()) * unit};
  PatchGrid grid;
  grid.across = across;
  grid.down = {-across.y, across.x};
  grid.origin = midpoint(eyes.left, eyes.right) * scale - across * (kHalfWidth * kPerEyeDistance) -
                grid.down * (kAbove * kPerEyeDistance);
  grid.width = column(kHalfWidth);
  grid.height = row(kBelow);
  return grid;
}

/// The grid, which lies over the working picture, over the labels.
PatchGrid over_labels(PatchGrid grid, const Affine& image_to_crop, double scale) {
  const Point zero = image_to_crop.apply({});
  grid.origin = image_to_crop.apply(grid.origin * (1 / scale));
  grid.across = image_to_crop.apply(grid.across * (1 / scale)) - zero;
  grid.down = image_to_crop.apply(grid.down * (1 / scale)) - zero;
  return grid;
}

bool is(const ImageBuffer& labels, int x, int y, PortraitClass wanted) {
  return labels.view().row(y)[x] == static_cast<std::uint8_t>(wanted);
}

int count(const ImageBuffer& labels, int left, int top, int right, int bottom, PortraitClass wanted) {
  int found = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) found += is(labels, x, y, wanted) ? 1 : 0;
  }
  return found;
}

/// Median luma of the face's skin in the patch; at least 20, so that a black picture divides nothing by 0.
double skin_luma(const Plane& luma, const ImageBuffer& labels) {
  std::vector<float> skin;
  for (int y = 0; y < luma.height(); ++y) {
    for (int x = 0; x < luma.width(); ++x) {
      if (is(labels, x, y, PortraitClass::skin)) skin.push_back(luma.at(x, y));
    }
  }
  if (skin.empty()) return 128;
  const auto middle = skin.begin() + static_cast<std::ptrdiff_t>(skin.size() / 2);
  std::nth_element(skin.begin(), middle, skin.end());
  return std::max<double>(*middle, 20);
}

/// How much darker each pixel is than the mean of those so many rows above and below it.
Plane dark_lines(const Plane& luma, int left, int top, int right, int bottom, int reach) {
  Plane plane(right - left, bottom - top);
  for (int y = top; y < bottom; ++y) {
    const float* above = luma.row(y - reach);
    const float* here = luma.row(y);
    const float* below = luma.row(y + reach);
    for (int x = left; x < right; ++x) plane.row(y - top)[x - left] = (above[x] + below[x]) / 2 - here[x];
  }
  return plane;
}

Plane edges(const Plane& luma, int left, int top, int right, int bottom) {
  Plane plane(right - left, bottom - top);
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x) {
      plane.row(y - top)[x - left] = std::abs(luma.at(x, y + 1) - luma.at(x, y - 1)) / 2;
    }
  }
  return plane;
}

/// Between the pixels, all four of which must lie inside.
float interpolated(const Plane& plane, double x, double y) {
  const double px = x - 0.5;
  const double py = y - 0.5;
  const int x0 = static_cast<int>(px);
  const int y0 = static_cast<int>(py);
  const auto fx = static_cast<float>(px - x0);
  const auto fy = static_cast<float>(py - y0);
  const float* upper = plane.row(y0) + x0;
  const float* lower = plane.row(y0 + 1) + x0;
  const float above = upper[0] + fx * (upper[1] - upper[0]);
  const float below = lower[0] + fx * (lower[1] - lower[0]);
  return above + fy * (below - above);
}

/// Contrast of the best arc under an eye, 20 to 160 degrees, that nearly all of its length reaches: the lower
/// rim of a lens.
double rim_contrast(const Plane& luma, double eye_x) {
  constexpr double kFirstDeg = 20, kStepDeg = 1.5;
  constexpr int kAngles = 94;
  constexpr double kNearest = 0.2;
  constexpr int kRadii = 34, kReach = 3;
  Plane polar(kAngles, kRadii);
  for (int i = 0; i < kAngles; ++i) {
    const double angle = (kFirstDeg + kStepDeg * i) * std::numbers::pi / 180;
    const double dx = std::cos(angle) * kPerEyeDistance;
    const double dy = 0.95 * std::sin(angle) * kPerEyeDistance;  // lenses are wider than high
    for (int k = 0; k < kRadii; ++k) {
      const double radius = kNearest + k / kPerEyeDistance;
      polar.row(k)[i] = interpolated(luma, (eye_x + kHalfWidth) * kPerEyeDistance + radius * dx,
                                     kAbove * kPerEyeDistance + radius * dy);
    }
  }
  Plane lines = dark_lines(polar, 0, kReach, kAngles, kRadii - kReach, kReach);
  for (int y = 0; y < lines.height(); ++y) {
    for (int x = 0; x < lines.width(); ++x) lines.row(y)[x] = std::abs(lines.at(x, y));
  }
  return strongest_line(lines, 1).percentile(0.2);
}

/// Contrast of the best line between the outer eye corner and the ear.
double temple_contrast(const Plane& luma, double side) {
  const int inner = column(0.84 * side);
  const int outer = column(1.06 * side);
  return strongest_line(edges(luma, std::min(inner, outer), row(-0.3), std::max(inner, outer), row(0.2)), 1)
      .percentile(0.2);
}

double evidence(double contrast) {
  return std::log(std::max(contrast, kLeastContrast) / kMiddleContrast);
}

}  // namespace

GlassesFacts find_glasses(ImageView colour, double scale, const Face& face, const ParsingFacts& parsing) {
  const Eyes eyes = eyes_of(face.landmarks);
  GlassesFacts facts;
  if (!(eyes.distance() > 0)) return facts;
  const PatchGrid grid = grid_over(eyes, scale);
  const ImageBuffer labels =
      nearest_patch(parsing.labels.view(), over_labels(grid, parsing.image_to_crop, scale),
                    static_cast<std::uint8_t>(PortraitClass::background));
  const ImageBuffer patch = sample_patch(colour, grid);
  const Plane plain = luma_plane(patch.view(), 1);
  const double skin = skin_luma(plain, labels);
  const Plane luma = smoothed(plain);

  const int frame = count(labels, 0, row(-0.35), grid.width, row(0.55), PortraitClass::glasses);
  const int nose_pixels = (column(0.13) - column(-0.13)) * (row(0.25) - row(-0.2));
  facts.parsed_area = frame / (kPerEyeDistance * kPerEyeDistance);
  facts.parsed_bridge =
      count(labels, column(-0.13), row(-0.2), column(0.13), row(0.25), PortraitClass::glasses) /
      static_cast<double>(nose_pixels);
  facts.bridge_contrast =
      strongest_line(dark_lines(luma, column(-0.15), row(-0.28), column(0.15), row(0.3), 4), 1).mean() / skin;
  facts.rim_contrast = std::min(rim_contrast(luma, -0.5), rim_contrast(luma, 0.5)) / skin;
  facts.temple_contrast = std::min(temple_contrast(luma, -1), temple_contrast(luma, 1)) / skin;
  const double sum = kBias + kAreaWeight * std::min(facts.parsed_area / kFullArea, 1.) +
                     kBridgeWeight * std::min(facts.parsed_bridge / kFullBridge, 1.) +
                     kBridgeLine * evidence(facts.bridge_contrast) + kRimLine * evidence(facts.rim_contrast) +
                     kTempleLine * evidence(facts.temple_contrast);
  facts.score = 1 / (1 + std::exp(-sum));
  return facts;
}

}  // namespace photolint
