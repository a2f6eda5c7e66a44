// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/iris.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numbers>
#include <utility>
#include <vector>

#include "photolint/analysis/eyes.h"
#include "photolint/image/plane.h"

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

constexpr Taps kSmoothing = {0.0545F, 0.2442F, 0.4026F, 0.2442F, 0.0545F};  // standard deviation 1
constexpr double kMostSamples = 8;  // along a patch pixel's side, for faces larger than any decoded picture

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// The part of the picture under a patch in one channel: the smaller of red and of 4/3 green. In red, blue
/// and brown irises are dark and any skin is bright; a pupil that glows red is dark in green.
struct Light {
  ImageBuffer pixels;
  Point corner;  ///< upper left, in the working picture
};

/// A turned, scaled cut of the picture.
struct Patch {
  Plane light;         ///< kWidth x kHeight
  Point middle;        ///< in the working picture
  Point across, down;  ///< one patch pixel in the working picture

  /// Between the pixels, all four of which must lie inside.
  [[nodiscard]] double sample(double x, double y) const {
    const int u = static_cast<int>(x), v = static_cast<int>(y);
    const double r = x - u, b = y - v;
    return (1 - b) * ((1 - r) * light.at(u, v) + r * light.at(u + 1, v)) +
           b * ((1 - r) * light.at(u, v + 1) + r * light.at(u + 1, v + 1));
  }
  [[nodiscard]] Point to_working(double x, double y) const {
    return middle + across * (x - kHalfWidth) + down * (y - kHalfHeight);
  }
};

/// margin: of the part around the patch, pixels of the picture.
Light light_under(ImageView colour, const Patch& patch, double margin) {
  const Point reach{std::abs(patch.across.x) * kHalfWidth + std::abs(patch.down.x) * kHalfHeight + margin,
                    std::abs(patch.across.y) * kHalfWidth + std::abs(patch.down.y) * kHalfHeight + margin};
  const auto inside = [](double at, int size) { return static_cast<int>(std::clamp(at, 0., size - 1.)); };
  const int left = inside(patch.middle.x - reach.x, colour.width());
  const int top = inside(patch.middle.y - reach.y, colour.height());
  const int right = inside(patch.middle.x + reach.x, colour.width());
  const int bottom = inside(patch.middle.y + reach.y, colour.height());
  ImageBuffer pixels(right - left + 1, bottom - top + 1, 1);
  for (int y = 0; y < pixels.height(); ++y) {
    const std::uint8_t* from = colour.at(left, top + y);
    std::uint8_t* to = pixels.row(y);
    for (int x = 0; x < pixels.width(); ++x, from += 3) {
      to[x] = static_cast<std::uint8_t>(std::min(int{from[2]}, from[1] * 4 / 3));
    }
  }
  return {std::move(pixels), {static_cast<double>(left), static_cast<double>(top)}};
}

/// Mean of the pixels under points around p; outside, the edge pixels continue.
double mean_around(ImageView light, Point p, const std::vector<Point>& points) {
  const double right = light.width() - 1, bottom = light.height() - 1;
  int sum = 0;
  for (const Point& point : points) {
    sum += *light.at(static_cast<int>(std::clamp(p.x + point.x, 0., right)),
                     static_cast<int>(std::clamp(p.y + point.y, 0., bottom)));
  }
  return static_cast<double>(sum) / static_cast<double>(points.size());
}

/// Mean of the nearest four pixels by distance; outside, the edge pixels continue.
double interpolated(ImageView light, Point p) {
  const double x = std::clamp(p.x - 0.5, 0., light.width() - 1.);
  const double y = std::clamp(p.y - 0.5, 0., light.height() - 1.);
  const int u = static_cast<int>(x), v = static_cast<int>(y);
  const double r = x - u, b = y - v;
  const int next = u + 1 < light.width() ? u + 1 : u;
  const std::uint8_t* upper = light.row(v);
  const std::uint8_t* lower = v + 1 < light.height() ? light.row(v + 1) : upper;
  return (1 - b) * ((1 - r) * upper[u] + r * upper[next]) + b * ((1 - r) * lower[u] + r * lower[next]);
}

/// Points around the middle of a patch pixel that is so wide, about one pixel apart.
std::vector<Point> points_under(double step) {
  const int count = static_cast<int>(std::min(std::ceil(step), kMostSamples));
  std::vector<Point> points;
  for (int v = 0; v < count; ++v) {
    for (int u = 0; u < count; ++u) {
      points.push_back(Point{(u + 0.5) / count - 0.5, (v + 0.5) / count - 0.5} * step);
    }
  }
  return points;
}

/// Every pixel of the patch is the mean of as many pixels as it covers, at least of the nearest four by
/// distance, so that neither enlarging nor shrinking leaves steps.
Patch cut_patch(ImageView colour, Point middle, Point across, double step) {
  Patch patch{Plane(kWidth, kHeight), middle, across * step, Point{-across.y, across.x} * step};
  const Light light = light_under(colour, patch, 1 + step / 2);
  const ImageView pixels = light.pixels.view();
  const std::vector<Point> points = points_under(step);
  for (int y = 0; y < kHeight; ++y) {
    float* row = patch.light.row(y);
    for (int x = 0; x < kWidth; ++x) {
      const Point p = patch.to_working(x, y) - light.corner;
      row[x] = static_cast<float>(step > 1 ? mean_around(pixels, p, points) : interpolated(pixels, p));
    }
  }
  patch.light = smoothed(patch.light, kSmoothing);
  return patch;
}

/// Angles on the image's right side of the iris, clockwise from the right, and mirrored on the left: those
/// that the upper lid leaves free.
constexpr std::array kSideDegrees = {-20.0, -10.0, 0.0, 10.0, 20.0, 30.0, 40.0};
/// Directions of the samples inside the iris, which leave the top to the lid.
constexpr std::array kDiscDegrees = {-15.0, 0.0, 15.0, 45.0, 90.0, 135.0, 165.0, 180.0, 195.0};
constexpr std::array kDiscRadii = {0.25, 0.55};  // of the radius

/// Where a candidate disc is looked at: so many values of the patch behind its middle.
struct Probe {
  struct Edge {
    int inside, outside;
  };
  explicit Probe(double radius) {
    for (std::size_t i = 0; i < kSideDegrees.size(); ++i) {
      const double x = std::cos(radians(kSideDegrees[i])) * radius;
      const double y = std::sin(radians(kSideDegrees[i])) * radius;
      right[i] = {behind(x * kInside, y * kInside), behind(x * kOutside, y * kOutside)};
      left[i] = {behind(-x * kInside, y * kInside), behind(-x * kOutside, y * kOutside)};
    }
    for (std::size_t i = 0; i < disc.size(); ++i) {
      const double degrees = kDiscDegrees[i % kDiscDegrees.size()];
      const double share = kDiscRadii[i / kDiscDegrees.size()];
      disc[i] =
          behind(std::cos(radians(degrees)) * radius * share, std::sin(radians(degrees)) * radius * share);
    }
  }
  static int behind(double x, double y) {
    return static_cast<int>(std::lround(y)) * kWidth + static_cast<int>(std::lround(x));
  }
  using Side = std::array<Edge, kSideDegrees.size()>;
  Side left{}, right{};
  std::array<int, kDiscRadii.size() * kDiscDegrees.size()> disc{};
};

// No probe leaves the patch: upwards and downwards it reaches less than a radius.
static_assert(kReachX + 1 + kLargestRadius * kOutside <= kHalfWidth);
static_assert(kReachY + 1 + kLargestRadius < kHalfHeight);

/// How much brighter it is beside the disc than in it, on one side, grey levels.
double side_contrast(const float* middle, const Probe::Side& side) {
  double sum = 0;
  for (const auto& [inside, outside] : side) {
    sum += std::clamp(double{middle[outside]} - middle[inside], kLeastContrast, kMostContrast);
  }
  return sum / static_cast<double>(side.size());
}

double score(const Patch& patch, const Probe& probe, int x, int y) {
  const float* middle = patch.light.row(y) + x;
  const double left = side_contrast(middle, probe.left);
  const double right = side_contrast(middle, probe.right);
  double disc = 0;
  for (const int behind : probe.disc) disc += double{middle[behind]};
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
