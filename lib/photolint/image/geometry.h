// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace photolint {

/// A point of the upright image in pixels. (0, 0) is the outer corner of the top-left pixel, x to the right,
/// y down, so pixel centres lie at .5 and a y is also the distance to the top edge.
struct Point {
  double x = 0;
  double y = 0;
  bool operator==(const Point&) const = default;
};

inline Point operator+(Point a, Point b) {
  return {a.x + b.x, a.y + b.y};
}
inline Point operator-(Point a, Point b) {
  return {a.x - b.x, a.y - b.y};
}
inline Point operator*(Point a, double k) {
  return {a.x * k, a.y * k};
}

/// Euclidean distance, pixels.
inline double distance(Point a, Point b) {
  return std::hypot(a.x - b.x, a.y - b.y);
}

/// The point half way between two others.
inline Point midpoint(Point a, Point b) {
  return {(a.x + b.x) / 2, (a.y + b.y) / 2};
}

/// An axis-parallel box in the frame of Point; empty when width or height is not positive.
struct Rect {
  double x = 0;
  double y = 0;
  double width = 0;
  double height = 0;

  [[nodiscard]] double right() const { return x + width; }
  [[nodiscard]] double bottom() const { return y + height; }
  [[nodiscard]] double area() const { return width > 0 && height > 0 ? width * height : 0; }
  bool operator==(const Rect&) const = default;
};

/// x' = a x + b y + c, y' = d x + e y + f.
struct Affine {
  double a = 1, b = 0, c = 0;
  double d = 0, e = 1, f = 0;

  [[nodiscard]] Point apply(Point p) const { return {a * p.x + b * p.y + c, d * p.x + e * p.y + f}; }
  /// The map back; the map must not be singular.
  [[nodiscard]] Affine inverse() const {
    const double det = a * e - b * d;
    return {e / det, -b / det, (b * f - e * c) / det, -d / det, a / det, (d * c - a * f) / det};
  }
  bool operator==(const Affine&) const = default;
};

}  // namespace photolint
