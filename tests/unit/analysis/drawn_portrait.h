// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <functional>

#include "photolint/analysis/facts.h"
#include "photolint/image/image.h"

namespace photolint::test {

/// A portrait of plain shapes on 480x640 whose every pixel has a known class: an elliptic head with hair on
/// its upper part, ears, a neck and shoulders. Eyes at (195, 250) and (285, 250), so the eye distance is 90
/// and parsing's square reaches from (42, 74.5) to (438, 470.5).
struct DrawnPortrait {
  int width = 480;
  int height = 640;
  double centre_x = 240;
  double head_top = 90;  ///< row of the highest hair pixel
  double chin = 390;
  double ear_drop = 0;  ///< moves the ears down, pixels
  bool left_ear = true;
  bool right_ear = true;
  double half_shoulders = 210;  ///< pixels from the middle; 40 is the neck alone
  std::uint32_t noise_seed = 0;
  double noise_sigma = 0;

  Rgb hair{30, 25, 20};
  Rgb skin{225, 180, 150};
  Rgb cloth{235, 235, 235};
  std::function<Rgb(double x, double y)> wall = [](double, double) { return Rgb{100, 197, 255}; };
  /// Things in front of everything: returns true and sets the colour; drawn but unknown to parsing.
  std::function<bool(double x, double y, Rgb& colour)> extra;

  [[nodiscard]] PortraitClass class_at(double x, double y) const {
    const double dx = x - centre_x;
    const double middle = (head_top + chin) / 2;
    const double v = (y - middle) / ((chin - head_top) / 2);
    if (v * v < 1) {
      const double half = 95 * std::sqrt(1 - v * v);
      if (std::abs(dx) < half) return y < 170 ? PortraitClass::hair : PortraitClass::skin;
    }
    const double ear_y = y - ear_drop;
    if (ear_y > 235 && ear_y < 305) {
      if (left_ear && dx > -110 && dx < 0) return PortraitClass::ear;
      if (right_ear && dx < 110 && dx > 0) return PortraitClass::ear;
    }
    const double half_body = std::min(half_shoulders, 40 + 2 * (y - 415));
    if (y > 415 && std::abs(dx) < half_body) return PortraitClass::cloth;
    if (y > 330 && y <= 415 && std::abs(dx) < 40) return PortraitClass::neck;
    return PortraitClass::background;
  }

  [[nodiscard]] Rgb colour_at(double x, double y) const {
    if (Rgb colour; extra && extra(x, y, colour)) return colour;
    switch (class_at(x, y)) {
      case PortraitClass::background:
        return wall(x, y);
      case PortraitClass::hair:
        return hair;
      case PortraitClass::cloth:
        return cloth;
      default:
        return skin;
    }
  }

  /// The picture, B G R; scale below 1 draws it smaller.
  [[nodiscard]] ImageBuffer picture(double scale = 1) const {
    ImageBuffer out(static_cast<int>(width * scale), static_cast<int>(height * scale), 3);
    std::uint32_t state = noise_seed;
    const auto noise = [&] {
      // Twelve uniform values minus six: normal to a good approximation, the same everywhere.
      double sum = -6;
      for (int i = 0; i < 12; ++i) {
        state = state * 1664525U + 1013904223U;
        sum += (state >> 8) / 16777216.0;
      }
      return sum * noise_sigma;
    };
    const auto byte = [](double v) {
      return static_cast<std::uint8_t>(std::lround(std::clamp(v, 0., 255.)));
    };
    for (int y = 0; y < out.height(); ++y) {
      for (int x = 0; x < out.width(); ++x) {
        const Rgb c = colour_at((x + 0.5) / scale, (y + 0.5) / scale);
        std::uint8_t* p = out.at(x, y);
        const double grain = noise_sigma > 0 ? noise() : 0;
        p[0] = byte(c.b + grain);
        p[1] = byte(c.g + grain);
        p[2] = byte(c.r + grain);
      }
    }
    return out;
  }

  /// What a perfect parsing would say.
  [[nodiscard]] ParsingFacts parsing() const {
    constexpr int kSize = 192;
    constexpr double kSide = 4.4 * 90;
    const double left = centre_x - kSide / 2;
    const double top = 250 + 0.25 * 90 - kSide / 2;
    const double k = kSize / kSide;
    ParsingFacts facts;
    facts.labels = ImageBuffer(kSize, kSize, 1);
    facts.image_to_crop = {k, 0, -left * k, 0, k, -top * k};
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) {
        *facts.labels.at(x, y) =
            static_cast<std::uint8_t>(class_at(left + (x + 0.5) / k, top + (y + 0.5) / k));
      }
    }
    return facts;
  }

  /// Landmarks that the measures read: eye contours with open lids, irises, ear joints, lips and chin.
  [[nodiscard]] Face face() const {
    Face face;
    const auto eye = [&face](int begin, double x) {
      for (int i = 0; i < 16; ++i) {
        const double turn = (i / 16.0 + 0.5) * 2 * 3.14159265358979;
        // Like the mesh: corner, lower lid, corner, upper lid.
        face.landmarks[static_cast<std::size_t>(begin + i)] = {x + 18 * std::cos(turn),
                                                               250 - 6 * std::sin(turn)};
      }
    };
    eye(landmark::kEyeLeftBegin, centre_x - 45);
    eye(landmark::kEyeRightBegin, centre_x + 45);
    const auto at = [&face](int i) -> Point& { return face.landmarks[static_cast<std::size_t>(i)]; };
    at(landmark::kIrisLeft) = {centre_x - 45, 249};
    at(landmark::kIrisRight) = {centre_x + 45, 249};
    at(landmark::kEarJointLeft) = {centre_x - 92, 270};
    at(landmark::kEarJointRight) = {centre_x + 92, 270};
    at(landmark::kChin) = {centre_x, chin + 8};
    at(landmark::kLipsOuterBegin + 5) = {centre_x, chin - 45};
    return face;
  }
};

}  // namespace photolint::test
