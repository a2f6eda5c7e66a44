// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/iris.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

#include "photolint/analysis/eyes.h"

namespace photolint {
namespace {

// The iris measures 11.7 mm in everybody (standard deviation 0.5 mm), the eyes are 63 mm apart.
constexpr double kIrisPerEyeDistance = 0.093;  // radius
constexpr double kPatchRadius = 12;            // pixels of the patch that such a radius takes
constexpr int kHalfWidth = 44;                 // of the patch: the whole eye
constexpr int kHalfHeight = 30;
constexpr int kWidth = 2 * kHalfWidth + 1;
constexpr int kHeight = 2 * kHalfHeight + 1;
constexpr int kReachX = 24;  // of the iris' middle from the middle between the corners, patch pixels
constexpr int kReachY = 13;
constexpr std::array kCoarseRadii = {11.0, 13.0};
constexpr double kSmallestRadius = 10;
constexpr double kLargestRadius = 15;
constexpr double kInside = 0.8;  // of the radius: where the iris is looked at, beside its edge
constexpr double kOutside = 1.25;
constexpr double kLeastContrast = -30;  // grey levels: a reflection or a lash must not decide alone
constexpr double kMostContrast = 60;
constexpr double kDarkGrey =
    10;                         // grey levels added below the fraction, so that noise in black is no contrast
constexpr double kBurnt = 230;  // all channels: a reflection; JPEG and lenses take some light off it

constexpr double kMostSamples = 8;  // along a patch pixel's side, for faces larger than any decoded picture

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// A turned, scaled cut of the picture in one channel: the smaller of red and of 4/3 green. In red, blue and
/// brown irises are dark and any skin is bright; a pupil that glows red is dark in green.
struct Patch {
  std::vector<float> light;  ///< kWidth x kHeight
  Point middle;              ///< in the working picture
  Point across, down;        ///< one patch pixel in the working picture

  [[nodiscard]] float at(int x, int y) const {
    x = std::clamp(x, 0, kWidth - 1);
    y = std::clamp(y, 0, kHeight - 1);
    return light[static_cast<std::size_t>(y * kWidth + x)];
  }
  /// Between the pixels.
  [[nodiscard]] double sample(double x, double y) const {
    const double left = std::floor(x), top = std::floor(y);
    const int u = static_cast<int>(left), v = static_cast<int>(top);
    const double r = x - left, b = y - top;
    return (1 - b) * ((1 - r) * at(u, v) + r * at(u + 1, v)) +
           b * ((1 - r) * at(u, v + 1) + r * at(u + 1, v + 1));
  }
  [[nodiscard]] Point to_working(double x, double y) const {
    return middle + across * (x - kHalfWidth) + down * (y - kHalfHeight);
  }
};

int light_at(ImageView colour, Point p) {
  const int x = std::clamp(static_cast<int>(std::floor(p.x)), 0, colour.width() - 1);
  const int y = std::clamp(static_cast<int>(std::floor(p.y)), 0, colour.height() - 1);
  const std::uint8_t* pixel = colour.at(x, y);
  return std::min(int{pixel[2]}, pixel[1] * 4 / 3);
}

/// Mean of the pixels around a point: as many as a patch pixel covers, at least the nearest four by
/// distance, so that neither enlarging nor shrinking leaves steps.
double light_around(ImageView colour, Point p, double step) {
  if (step > 1) {
    const int count = static_cast<int>(std::min(std::ceil(step), kMostSamples));
    int sum = 0;
    for (int v = 0; v < count; ++v) {
      for (int u = 0; u < count; ++u) {
        sum += light_at(colour, p + Point{(u + 0.5) / count - 0.5, (v + 0.5) / count - 0.5} * step);
      }
    }
    return static_cast<double>(sum) / (count * count);
  }
  const Point corner{std::floor(p.x - 0.5), std::floor(p.y - 0.5)};
  const double r = p.x - 0.5 - corner.x, b = p.y - 0.5 - corner.y;
  const auto at = [&](double dx, double dy) { return light_at(colour, corner + Point{dx + 0.5, dy + 0.5}); };
  return (1 - b) * ((1 - r) * at(0, 0) + r * at(1, 0)) + b * ((1 - r) * at(0, 1) + r * at(1, 1));
}

/// Low-pass with sigma 1, five taps each way.
void smooth(std::vector<float>& light) {
  constexpr std::array<float, 5> kTaps = {0.0545F, 0.2442F, 0.4026F, 0.2442F, 0.0545F};
  std::vector<float> between(light.size());
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      float sum = 0;
      for (int t = 0; t < 5; ++t) {
        sum += kTaps[static_cast<std::size_t>(t)] *
               light[static_cast<std::size_t>(y * kWidth + std::clamp(x + t - 2, 0, kWidth - 1))];
      }
      between[static_cast<std::size_t>(y * kWidth + x)] = sum;
    }
  }
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      float sum = 0;
      for (int t = 0; t < 5; ++t) {
        sum += kTaps[static_cast<std::size_t>(t)] *
               between[static_cast<std::size_t>(std::clamp(y + t - 2, 0, kHeight - 1) * kWidth + x)];
      }
      light[static_cast<std::size_t>(y * kWidth + x)] = sum;
    }
  }
}

Patch cut_patch(ImageView colour, Point middle, Point across, double step) {
  Patch patch{{}, middle, across * step, Point{-across.y, across.x} * step};
  patch.light.reserve(std::size_t{kWidth} * kHeight);
  for (int y = 0; y < kHeight; ++y) {
    for (int x = 0; x < kWidth; ++x) {
      patch.light.push_back(static_cast<float>(light_around(colour, patch.to_working(x, y), step)));
    }
  }
  smooth(patch.light);
  return patch;
}

/// Angles on the image's right side of the iris, clockwise from the right, and mirrored on the left: those
/// that the upper lid leaves free.
constexpr std::array kSideDegrees = {-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0};
/// Directions of the samples inside the iris, which leave the top to the lid.
constexpr std::array kDiscDegrees = {-15.0, 0.0, 15.0, 45.0, 90.0, 135.0, 165.0, 180.0, 195.0};
constexpr std::array kDiscRadii = {0.25, 0.55};  // of the radius

/// Where a candidate disc is looked at, in pixels from its middle.
struct Probe {
  struct Step {
    int x, y;
  };
  explicit Probe(double radius) {
    for (const double degrees : kSideDegrees) {
      const double x = std::cos(radians(degrees)), y = std::sin(radians(degrees));
      right_inside.push_back(step(x * radius * kInside, y * radius * kInside));
      right_outside.push_back(step(x * radius * kOutside, y * radius * kOutside));
    }
    for (const double share : kDiscRadii) {
      for (const double degrees : kDiscDegrees) {
        disc.push_back(
            step(std::cos(radians(degrees)) * radius * share, std::sin(radians(degrees)) * radius * share));
      }
    }
  }
  static Step step(double x, double y) {
    return {static_cast<int>(std::lround(x)), static_cast<int>(std::lround(y))};
  }
  std::vector<Step> right_inside, right_outside, disc;
};

/// How much brighter it is beside the disc than in it, on one side (1: right, -1: left), grey levels.
double side_contrast(const Patch& patch, const Probe& probe, int x, int y, int side) {
  double sum = 0;
  for (std::size_t i = 0; i < probe.right_inside.size(); ++i) {
    const auto& in = probe.right_inside[i];
    const auto& out = probe.right_outside[i];
    const double rise = double{patch.at(x + side * out.x, y + out.y)} - patch.at(x + side * in.x, y + in.y);
    sum += std::clamp(rise, kLeastContrast, kMostContrast);
  }
  return sum / static_cast<double>(probe.right_inside.size());
}

double score(const Patch& patch, const Probe& probe, int x, int y) {
  const double left = side_contrast(patch, probe, x, y, -1);
  const double right = side_contrast(patch, probe, x, y, 1);
  double disc = 0;
  for (const auto& p : probe.disc) disc += double{patch.at(x + p.x, y + p.y)};
  disc /= static_cast<double>(probe.disc.size());
  const double aside = x - kHalfWidth, below = y - kHalfHeight;
  // An averted iris has white on one side only, so the better side counts more. Lashes and shadows at the
  // corners look like an iris as well, so a place near the middle is preferred; an iris averted as far as it
  // goes, 20 pixels, loses less than the contrast of any iris. The weights were set on photographs with known
  // iris positions; the place of the maximum hardly depends on them.
  return std::max(left, right) + 0.6 * std::min(left, right) - 0.35 * disc - 0.06 * aside * aside -
         0.03 * below * below;
}

struct Disc {
  int x = kHalfWidth, y = kHalfHeight;
  double radius = kPatchRadius;
  double score = -1e9;
};

/// The better of the best known disc and those of one radius around it, every step-th pixel.
Disc best_of(const Patch& patch, const Disc& around, double radius, int reach_x, int reach_y, int step,
             Disc best) {
  const Probe probe(radius);
  for (int y = around.y - reach_y; y <= around.y + reach_y; y += step) {
    for (int x = around.x - reach_x; x <= around.x + reach_x; x += step) {
      const double s = score(patch, probe, x, y);
      if (s > best.score) best = {x, y, radius, s};
    }
  }
  return best;
}

Disc find_iris(const Patch& patch) {
  Disc coarse;
  for (const double radius : kCoarseRadii) {
    coarse = best_of(patch, Disc{}, radius, kReachX, kReachY, 2, coarse);
  }
  Disc fine = coarse;
  for (double radius = kSmallestRadius; radius <= kLargestRadius; radius += 1) {
    fine = best_of(patch, coarse, radius, 1, 1, 1, fine);
  }
  return fine;
}

/// Contrast 0..1 of the disc's edge to both sides: difference by sum.
double edge_contrast(const Patch& patch, const Disc& disc) {
  double sum = 0;
  for (const int side : {-1, 1}) {
    for (const double degrees : kSideDegrees) {
      const double x = side * std::cos(radians(degrees)) * disc.radius;
      const double y = std::sin(radians(degrees)) * disc.radius;
      const double in = patch.sample(disc.x + x * kInside, disc.y + y * kInside);
      const double out = patch.sample(disc.x + x * kOutside, disc.y + y * kOutside);
      sum += (out - in) / (out + in + kDarkGrey);
    }
  }
  return std::max(0.0, sum / static_cast<double>(2 * kSideDegrees.size()));
}

/// The points of one eye's contour, 16 of them from begin, in the order of the face mesh: from a corner along
/// the lower lid to the other corner and back along the upper lid.
std::array<Point, 16> contour_of(const Face& face, int begin) {
  std::array<Point, 16> contour;
  std::copy_n(face.landmarks.begin() + begin, contour.size(), contour.begin());
  return contour;
}

double lid_opening(const std::array<Point, 16>& contour) {
  double widest = 0;
  for (std::size_t i = 1; i < 8; ++i) widest = std::max(widest, distance(contour.at(i), contour.at(16 - i)));
  return widest;
}

/// Shares of the box around the lids.
struct BoxShares {
  double covered = 0, burnt = 0;
};

bool covers_eye(PortraitClass c) {
  return c != PortraitClass::eye && c != PortraitClass::skin && c != PortraitClass::brow;
}

BoxShares look_at_box(ImageView colour, double scale, const ParsingFacts& parsing, const EyeLook& eye) {
  constexpr int kColumns = 15;
  constexpr int kRows = 11;
  constexpr double kHalfBox = 0.35;  // half the box's height, eye widths
  const Point middle = midpoint(eye.corner_left, eye.corner_right);
  const Point across = eye.corner_right - eye.corner_left;
  const Point down{-across.y, across.x};
  int covered = 0, burnt = 0;
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns; ++column) {
      const Point p = middle + across * ((column + 0.5) / kColumns - 0.5) +
                      down * (kHalfBox * (2 * (row + 0.5) / kRows - 1));
      covered += !parsing.covers(p) || covers_eye(parsing.at(p)) ? 1 : 0;
      const int x = static_cast<int>(std::floor(p.x * scale)), y = static_cast<int>(std::floor(p.y * scale));
      if (x < 0 || y < 0 || x >= colour.width() || y >= colour.height()) continue;
      const std::uint8_t* pixel = colour.at(x, y);
      burnt += std::min({pixel[0], pixel[1], pixel[2]}) >= kBurnt ? 1 : 0;
    }
  }
  constexpr double kAll = kColumns * kRows;
  return {covered / kAll, burnt / kAll};
}

EyeLook look_at(ImageView colour, double scale, const Face& face, const ParsingFacts& parsing, int begin,
                const Eyes& eyes) {
  const std::array<Point, 16> contour = contour_of(face, begin);
  EyeLook eye;
  // Both contours begin at the corner that is left in the image.
  eye.corner_left = contour[0];
  eye.corner_right = contour[8];
  eye.lid_opening = lid_opening(contour);
  const double angle = eyes.angle_rad();
  const double step = kIrisPerEyeDistance * eyes.distance() * scale / kPatchRadius;
  const Patch patch = cut_patch(colour, midpoint(eye.corner_left, eye.corner_right) * scale,
                                {std::cos(angle), std::sin(angle)}, step);
  const Disc disc = find_iris(patch);
  eye.iris = patch.to_working(disc.x, disc.y) * (1 / scale);
  eye.iris_radius = disc.radius * step / scale;
  eye.iris_contrast = edge_contrast(patch, disc);
  const BoxShares shares = look_at_box(colour, scale, parsing, eye);
  eye.covered_share = shares.covered;
  eye.burnt_share = shares.burnt;
  return eye;
}

}  // namespace

Fact<EyeFacts> measure_eyes(ImageView colour, double scale, const Face& face, const ParsingFacts& parsing) {
  if (colour.empty()) return Fact<EyeFacts>::failed("no-pixels");
  const Eyes eyes = eyes_of(face.landmarks);
  if (!(eyes.distance() >= 1) || !std::isfinite(eyes.distance())) {
    return Fact<EyeFacts>::failed("no-eye-distance");
  }
  return EyeFacts{look_at(colour, scale, face, parsing, landmark::kEyeLeftBegin, eyes),
                  look_at(colour, scale, face, parsing, landmark::kEyeRightBegin, eyes), eyes.distance()};
}

}  // namespace photolint
