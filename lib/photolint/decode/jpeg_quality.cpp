// SPDX-License-Identifier: GPL-3.0-or-later
#include <algorithm>
#include <array>
#include <cstdlib>

#include "photolint/decode/codec.h"

namespace photolint::codec {
namespace {

/// ITU-T T.81, table K.1, which the IJG software scales by its quality.
constexpr std::array<int, 64> kBase = {
    16, 11, 10, 16, 24,  40,  51,  61,  12, 12, 14, 19, 26,  58,  60,  55,  //
    14, 13, 16, 24, 40,  57,  69,  56,  14, 17, 22, 29, 51,  87,  80,  62,  //
    18, 22, 37, 56, 68,  109, 103, 77,  24, 35, 55, 64, 81,  104, 113, 92,  //
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99};

/// jpeg_quality_scaling and jpeg_add_quant_table of the IJG software.
int scaled(int base, int quality, int largest) {
  const int percent = quality < 50 ? 5000 / quality : 200 - 2 * quality;
  return std::clamp((base * percent + 50) / 100, 1, largest);
}

}  // namespace

int nearest_quality(std::span<const std::uint16_t, 64> luminance) {
  // Encoders limit the values to 255 for baseline files only.
  const int largest = *std::max_element(luminance.begin(), luminance.end()) > 255 ? 32767 : 255;
  int best = 100;
  std::int64_t best_distance = INT64_MAX;
  for (int quality = 100; quality >= 1; --quality) {
    std::int64_t distance = 0;
    for (std::size_t i = 0; i < kBase.size(); ++i) {
      distance += std::abs(scaled(kBase[i], quality, largest) - int{luminance[i]});
    }
    if (distance < best_distance) {
      best = quality;
      best_distance = distance;
    }
  }
  return best;
}

}  // namespace photolint::codec
