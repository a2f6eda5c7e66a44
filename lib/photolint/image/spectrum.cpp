// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/spectrum.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <complex>
#include <vector>

namespace photolint {
namespace {

constexpr int kSize = kSpectrumPatch;
constexpr double kPi = 3.14159265358979323846;
using Complex = std::complex<double>;
using Line = std::array<Complex, kSize>;

std::size_t place(int x, int y) {
  return static_cast<std::size_t>(y) * kSize + static_cast<std::size_t>(x);
}

/// Twiddle factors exp(-2 pi i k / kSize).
const Line& turns() {
  static const Line table = [] {
    Line t;
    for (int k = 0; k < kSize; ++k) {
      t[static_cast<std::size_t>(k)] = std::polar(1.0, -2 * kPi * k / kSize);
    }
    return t;
  }();
  return table;
}

/// Complex numbers of a patch, real and imaginary parts by themselves and row after row.
struct Patch {
  std::vector<double> real = std::vector<double>(std::size_t{kSize} * kSize);
  std::vector<double> imaginary = real;

  /// Squared size of the number at a place.
  [[nodiscard]] double norm(std::size_t at) const {
    return real[at] * real[at] + imaginary[at] * imaginary[at];
  }
};

void transpose(std::vector<double>& values) {
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < y; ++x) std::swap(values[place(x, y)], values[place(y, x)]);
  }
}

void swap_rows(std::vector<double>& values, std::size_t first, std::size_t second) {
  const auto row = [&](std::size_t y) { return values.begin() + static_cast<std::ptrdiff_t>(y * kSize); };
  std::swap_ranges(row(first), row(first + 1), row(second));
}

/// Of all columns at a time: the numbers of two rows become their sum and difference, the second turned
/// first.
void butterfly(Patch& patch, std::size_t first, std::size_t second, const Complex& turn) {
  double *const even_real = patch.real.data() + first * kSize, *const odd_real =
                                                                   even_real + (second - first) * kSize;
  double* const even_imaginary = patch.imaginary.data() + first * kSize;
  double* const odd_imaginary = even_imaginary + (second - first) * kSize;
  const double cosine = turn.real(), sine = turn.imag();
  for (int x = 0; x < kSize; ++x) {
    const double real = odd_real[x] * cosine - odd_imaginary[x] * sine;
    const double imaginary = odd_real[x] * sine + odd_imaginary[x] * cosine;
    odd_real[x] = even_real[x] - real;
    odd_imaginary[x] = even_imaginary[x] - imaginary;
    even_real[x] += real;
    even_imaginary[x] += imaginary;
  }
}

/// Radix-2 transform of every column in place.
void transform_columns(Patch& patch) {
  const Line& table = turns();
  for (std::size_t i = 1, j = 0; i < kSize; ++i) {
    std::size_t bit = kSize / 2;
    for (; (j & bit) != 0; bit /= 2) j ^= bit;
    j ^= bit;
    if (i >= j) continue;
    swap_rows(patch.real, i, j);
    swap_rows(patch.imaginary, i, j);
  }
  for (std::size_t length = 2; length <= kSize; length *= 2) {
    for (std::size_t begin = 0; begin < kSize; begin += length) {
      for (std::size_t k = 0; k < length / 2; ++k) {
        butterfly(patch, begin + k, begin + k + length / 2, table[k * (kSize / length)]);
      }
    }
  }
}

void transform(Patch& patch) {
  for (int direction = 0; direction < 2; ++direction) {
    transpose(patch.real);
    transpose(patch.imaginary);
    transform_columns(patch);
  }
}

/// Hann window.
const std::array<double, kSize>& window() {
  static const std::array<double, kSize> table = [] {
    std::array<double, kSize> w{};
    for (std::size_t i = 0; i < w.size(); ++i) {
      w[i] = 0.5 - 0.5 * std::cos(2 * kPi * (static_cast<double>(i) + 0.5) / kSize);
    }
    return w;
  }();
  return table;
}

/// The patch without its mean plane, windowed.
std::vector<double> flattened(ImageView grey, Point corner) {
  const int left = std::clamp(static_cast<int>(corner.x), 0, grey.width() - kSize);
  const int top = std::clamp(static_cast<int>(corner.y), 0, grey.height() - kSize);
  constexpr double kMiddle = (kSize - 1) / 2.0;
  double sum = 0, across = 0, down = 0, norm = 0;
  for (int y = 0; y < kSize; ++y) {
    const std::uint8_t* row = grey.at(left, top + y);
    for (int x = 0; x < kSize; ++x) {
      sum += row[x];
      across += row[x] * (x - kMiddle);
      down += row[x] * (y - kMiddle);
      norm += (x - kMiddle) * (x - kMiddle);
    }
  }
  const std::array<double, kSize>& w = window();
  std::vector<double> flat(static_cast<std::size_t>(kSize) * kSize);
  for (int y = 0; y < kSize; ++y) {
    const std::uint8_t* row = grey.at(left, top + y);
    for (int x = 0; x < kSize; ++x) {
      const double plane =
          sum / (kSize * kSize) + across / norm * (x - kMiddle) + down / norm * (y - kMiddle);
      flat[place(x, y)] = (row[x] - plane) * w[static_cast<std::size_t>(x)] * w[static_cast<std::size_t>(y)];
    }
  }
  return flat;
}

/// Power at each frequency, mean of the patches. Two real patches make one complex transform: for the sum of
/// their powers it is enough to add those of a frequency and its negative.
std::vector<double> mean_power(ImageView grey, std::span<const Point> corners) {
  std::vector<double> power(static_cast<std::size_t>(kSize) * kSize);
  for (std::size_t i = 0; i < corners.size(); i += 2) {
    Patch patch;
    patch.real = flattened(grey, corners[i]);
    if (i + 1 < corners.size()) patch.imaginary = flattened(grey, corners[i + 1]);
    transform(patch);
    for (int y = 0; y < kSize; ++y) {
      for (int x = 0; x < kSize; ++x) {
        const std::size_t opposite = place((kSize - x) % kSize, (kSize - y) % kSize);
        power[place(x, y)] += (patch.norm(place(x, y)) + patch.norm(opposite)) / 2;
      }
    }
  }
  for (double& p : power) p /= static_cast<double>(corners.size());
  return power;
}

/// Signed waves a patch.
int waves(int bin) {
  return bin > kSize / 2 ? bin - kSize : bin;
}

bool of_jpeg_blocks(int x, int y) {
  constexpr int kBlock = kSize / 8;
  return x % kBlock == 0 && y % kBlock == 0;
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

}  // namespace

std::optional<Pattern> regular_pattern(ImageView grey, std::span<const Point> corners) {
  if (corners.empty() || std::min(grey.width(), grey.height()) < kSize) return std::nullopt;
  const std::vector<double> power = mean_power(grey, corners);
  constexpr int kLowest = 3;
  constexpr int kRings = 24;  // up to the corner of the plane, 16 * sqrt(2)
  std::array<std::vector<double>, kRings> rings;
  const auto ring_of = [](int x, int y) {
    return static_cast<std::size_t>(std::sqrt(waves(x) * waves(x) + waves(y) * waves(y)));
  };
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) rings.at(ring_of(x, y)).push_back(power[place(x, y)]);
  }
  constexpr double kWindowEnergy = kSize * kSize * 9.0 / 64;  // sum of the squared window
  constexpr double kFloor = 0.02;  // of a grey level squared a pixel: rounding to whole levels makes 1/12
  std::array<double, kRings> usual{};
  for (std::size_t ring = 1; ring + 1 < kRings; ++ring) {
    std::vector<double> around = rings.at(ring);
    for (const std::size_t near : {ring - 1, ring + 1}) {
      around.insert(around.end(), rings.at(near).begin(), rings.at(near).end());
    }
    usual.at(ring) = std::max(median(std::move(around)), kFloor * kWindowEnergy);
  }
  Pattern best;
  constexpr double kGain = kSize * kSize / 8.0;  // of a wave of amplitude 1 through the window
  for (int y = 0; y < kSize; ++y) {
    for (int x = 0; x < kSize; ++x) {
      const std::size_t ring = ring_of(x, y);
      if (ring < kLowest || of_jpeg_blocks(x, y)) continue;
      const double strength = power[place(x, y)] / usual.at(ring);
      if (strength <= best.strength) continue;
      best = {strength, std::sqrt(power[place(x, y)]) / kGain, kSize / std::hypot(waves(x), waves(y))};
    }
  }
  return best;
}

}  // namespace photolint
