// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/resampling.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <numbers>
#include <vector>

namespace photolint {
namespace {

constexpr int kBins = 512;  // of the spectrum: 0 to half a cycle a pixel
using Spectrum = std::array<double, kBins + 1>;

constexpr int kFlat = 16;  // grey levels: steeper places are outlines and say nothing about interpolation

/// Size of the third difference of a, b, c, d.
int third_difference(int a, int b, int c, int d) {
  return std::min(std::abs(3 * (c - b) + a - d), kFlat);
}

/// Sums of the third differences across, one for each column.
std::vector<double> column_profile(ImageView grey) {
  const auto count = static_cast<std::size_t>(grey.width() - 3);
  std::vector<std::int32_t> sums(count);
  for (int y = 0; y < grey.height(); ++y) {
    const std::uint8_t* row = grey.row(y);
    for (std::size_t x = 0; x < count; ++x) {
      sums[x] += third_difference(row[x], row[x + 1], row[x + 2], row[x + 3]);
    }
  }
  return {sums.begin(), sums.end()};
}

/// Sums of the third differences down, one for each row.
std::vector<double> row_profile(ImageView grey) {
  std::vector<double> sums;
  for (int y = 0; y + 3 < grey.height(); ++y) {
    const std::uint8_t *a = grey.row(y), *b = grey.row(y + 1), *c = grey.row(y + 2), *d = grey.row(y + 3);
    std::int32_t sum = 0;
    for (int x = 0; x < grey.width(); ++x) sum += third_difference(a[x], b[x], c[x], d[x]);
    sums.push_back(sum);
  }
  return sums;
}

/// The profile's logarithm less its mean over 17 places, under a Hann window; pixels: summed in each place.
std::vector<double> rippled(std::vector<double> profile, int pixels) {
  constexpr double kLevels = 0.3;  // a pixel: keeps flat pictures finite
  constexpr std::size_t kHalf = 8;
  for (double& value : profile) value = std::log(value / pixels + kLevels);
  const std::size_t count = profile.size();
  std::vector<double> out(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::size_t begin = i < kHalf ? 0 : i - kHalf;
    const std::size_t end = std::min(i + kHalf + 1, count);
    double sum = 0;
    for (std::size_t k = begin; k < end; ++k) sum += profile[k];
    const double angle = 2 * std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(count);
    out[i] = (profile[i] - sum / static_cast<double>(end - begin)) * (0.5 - 0.5 * std::cos(angle));
  }
  return out;
}

/// Power at 0 to 0.5 cycles a pixel (Goertzel's recurrence).
Spectrum power_of(const std::vector<double>& ripple) {
  Spectrum power{};
  for (std::size_t bin = 0; bin < power.size(); ++bin) {
    const double twice_cosine = 2 * std::cos(std::numbers::pi * static_cast<double>(bin) / kBins);
    double before = 0, last = 0;
    for (const double value : ripple) {
      const double next = value + twice_cosine * last - before;
      before = last;
      last = next;
    }
    power.at(bin) = last * last + before * before - twice_cosine * last * before;
  }
  return power;
}

/// Whether the frequency is one of JPEG's blocks, as far as the window smears it.
bool of_blocks(int bin) {
  constexpr int kStep = 2 * kBins / 8;
  constexpr int kReach = 12;
  const int off = bin % kStep;
  return std::min(off, kStep - off) <= kReach;
}

/// The spectrum by the median of its upper four fifths without JPEG's frequencies.
Spectrum normalised(Spectrum power) {
  std::vector<double> usual;
  for (int bin = kBins / 5; bin <= kBins; ++bin) {
    if (!of_blocks(bin)) usual.push_back(power.at(static_cast<std::size_t>(bin)));
  }
  const auto middle = usual.begin() + static_cast<std::ptrdiff_t>(usual.size() / 2);
  std::nth_element(usual.begin(), middle, usual.end());
  constexpr double kSmallest = 1e-6;
  for (double& p : power) p /= std::max(*middle, kSmallest);
  return power;
}

double peak_at(const Spectrum& power, int bin) {
  constexpr int kReach = 5;
  const auto begin = power.begin() + bin - kReach;
  return *std::max_element(begin, power.begin() + std::min(bin + kReach, kBins) + 1);
}

double every_second(const Spectrum& power) {
  constexpr double kChance = 14;  // so high a peak comes by chance, where JPEG left no blocks to compare with
  const double peak = peak_at(power, kBins);
  if (peak < kChance) return 0;
  return peak / std::max({peak_at(power, kBins / 4), peak_at(power, 3 * kBins / 4), 1.0});
}

}  // namespace

ResamplingTrace resampling_trace(ImageView grey) {
  constexpr int kFewest = 64;
  if (std::min(grey.width(), grey.height()) < kFewest) return {};
  const Spectrum across = normalised(power_of(rippled(column_profile(grey), grey.height())));
  const Spectrum down = normalised(power_of(rippled(row_profile(grey), grey.width())));
  ResamplingTrace trace;
  constexpr int kLowest = 2 * kBins / 5;  // lower ones are those of the picture's contents
  for (int bin = kLowest; bin <= kBins; ++bin) {
    const auto i = static_cast<std::size_t>(bin);
    if (!of_blocks(bin)) trace.peak = std::max(trace.peak, std::min(across.at(i), down.at(i)));
  }
  trace.every_second = std::min(every_second(across), every_second(down));
  return trace;
}

}  // namespace photolint
