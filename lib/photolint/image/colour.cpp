// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/colour.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace photolint {
namespace {

/// IEC 61966-2-1: linear light 0..1 of a stored value 0..255.
double compute_linear_light(double stored) {
  const double v = stored / 255;
  return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
}

/// Of pixels and of means of four: every quarter of a level.
constexpr int kQuarters = 255 * 4;

std::array<double, kQuarters + 1> linear_light_of_quarters() {
  std::array<double, kQuarters + 1> table{};
  for (std::size_t i = 0; i < table.size(); ++i) table[i] = compute_linear_light(static_cast<double>(i) / 4);
  return table;
}

double linear_light(double stored) {
  static const std::array<double, kQuarters + 1> kTable = linear_light_of_quarters();
  const double quarters = stored * 4;
  if (!(quarters >= 0 && quarters <= kQuarters)) return compute_linear_light(stored);
  const auto index = static_cast<std::size_t>(quarters);
  return static_cast<double>(index) == quarters ? kTable[index] : compute_linear_light(stored);
}

/// CIE 15: the cube root with its linear part near black.
double lab_curve(double t) {
  constexpr double kEpsilon = 216.0 / 24389;
  constexpr double kKappa = 24389.0 / 27;
  return t > kEpsilon ? std::cbrt(t) : (kKappa * t + 16) / 116;
}

double radians(double degrees) {
  return degrees * std::numbers::pi / 180;
}

/// Angle of (a, b) in 0..360, 0 for grey.
double hue_angle(double a, double b) {
  if (a == 0 && b == 0) return 0;
  const double degrees = std::atan2(b, a) * 180 / std::numbers::pi;
  return degrees < 0 ? degrees + 360 : degrees;
}

double seventh_power(double v) {
  const double cube = v * v * v;
  return cube * cube * v;
}

/// sqrt(C^7 / (C^7 + 25^7)), the weight of the corrections for saturated blues and neutral greys.
double chroma_weight(double chroma) {
  const double power = seventh_power(chroma);
  return std::sqrt(power / (power + seventh_power(25)));
}

/// Lightness, chroma and hue after the a* axis has been stretched (a').
struct Polar {
  double l, chroma, hue_deg;
};

Polar to_polar(Lab colour, double stretch) {
  const double a = colour.a * stretch;
  return {colour.l, std::hypot(a, colour.b), hue_angle(a, colour.b)};
}

/// Signed hue step in -180..180; 0 where one of the colours is grey.
double hue_step(const Polar& first, const Polar& second) {
  if (first.chroma * second.chroma == 0) return 0;
  const double step = second.hue_deg - first.hue_deg;
  if (step > 180) return step - 360;
  return step < -180 ? step + 360 : step;
}

/// Mean hue along the shorter arc; the sum where one of the colours is grey, as the paper defines it.
double mean_hue(const Polar& first, const Polar& second) {
  const double sum = first.hue_deg + second.hue_deg;
  if (first.chroma * second.chroma == 0) return sum;
  if (std::abs(first.hue_deg - second.hue_deg) <= 180) return sum / 2;
  return sum < 360 ? (sum + 360) / 2 : (sum - 360) / 2;
}

}  // namespace

Hsv to_hsv(Rgb colour) {
  const double high = std::max({colour.r, colour.g, colour.b});
  const double range = high - std::min({colour.r, colour.g, colour.b});
  Hsv hsv{0, high > 0 ? range / high : 0, high / 255};
  if (range <= 0) return hsv;
  if (high == colour.r) {
    hsv.hue_deg = 60 * (colour.g - colour.b) / range;
  } else if (high == colour.g) {
    hsv.hue_deg = 60 * (colour.b - colour.r) / range + 120;
  } else {
    hsv.hue_deg = 60 * (colour.r - colour.g) / range + 240;
  }
  if (hsv.hue_deg < 0) hsv.hue_deg += 360;
  return hsv;
}

Lab to_lab(Rgb colour) {
  const double r = linear_light(colour.r);
  const double g = linear_light(colour.g);
  const double b = linear_light(colour.b);
  // sRGB primaries to XYZ, each divided by the D65 white that the same matrix gives, so that white is
  // neutral.
  const double x = lab_curve((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.9504700);
  const double y = lab_curve(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
  const double z = lab_curve((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.0888300);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double ciede2000(Lab first, Lab second) {
  const double chroma_ab = (std::hypot(first.a, first.b) + std::hypot(second.a, second.b)) / 2;
  const double stretch = 1 + 0.5 * (1 - chroma_weight(chroma_ab));
  const Polar p = to_polar(first, stretch);
  const Polar q = to_polar(second, stretch);

  const double chroma_product = std::sqrt(p.chroma * q.chroma);
  const double delta_hue = 2 * chroma_product * std::sin(radians(hue_step(p, q) / 2));
  const double hue = mean_hue(p, q);
  const double chroma = (p.chroma + q.chroma) / 2;
  const double from_middle = (p.l + q.l) / 2 - 50;
  const double t = 1 - 0.17 * std::cos(radians(hue - 30)) + 0.24 * std::cos(radians(2 * hue)) +
                   0.32 * std::cos(radians(3 * hue + 6)) - 0.20 * std::cos(radians(4 * hue - 63));

  const double l_term =
      (q.l - p.l) / (1 + 0.015 * from_middle * from_middle / std::sqrt(20 + from_middle * from_middle));
  const double c_term = (q.chroma - p.chroma) / (1 + 0.045 * chroma);
  const double h_term = delta_hue / (1 + 0.015 * chroma * t);
  const double blue_angle = (hue - 275) / 25;
  const double rotation =
      -2 * chroma_weight(chroma) * std::sin(radians(60 * std::exp(-blue_angle * blue_angle)));
  const double squared = l_term * l_term + c_term * c_term + h_term * h_term + rotation * c_term * h_term;
  return std::sqrt(std::max(squared, 0.0));  // rounding may bring an exact zero below zero
}

double linear_luminance(Rgb colour) {
  return 0.2126 * linear_light(colour.r) + 0.7152 * linear_light(colour.g) + 0.0722 * linear_light(colour.b);
}

}  // namespace photolint
