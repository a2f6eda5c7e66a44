// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace photolint {

/// sRGB, each 0..255 (means are fractional).
struct Rgb {
  double r = 0;
  double g = 0;
  double b = 0;
  bool operator==(const Rgb&) const = default;
};

/// Hue in degrees 0..360 (0 for grey), saturation and value 0..1.
struct Hsv {
  double hue_deg = 0;
  double saturation = 0;
  double value = 0;
};

/// CIELAB under D65, 2 degree observer; lightness 0..100.
struct Lab {
  double l = 0;
  double a = 0;
  double b = 0;
};

[[nodiscard]] Hsv to_hsv(Rgb colour);
[[nodiscard]] Lab to_lab(Rgb colour);

/// CIEDE2000 colour difference with kL = kC = kH = 1 (Sharma, Wu, Dalal 2005).
[[nodiscard]] double ciede2000(Lab first, Lab second);

/// Linear-light luminance 0..1 of an sRGB pixel (IEC 61966-2-1 transfer, Rec. 709 weights).
[[nodiscard]] double linear_luminance(Rgb colour);

}  // namespace photolint
