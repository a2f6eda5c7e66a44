// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/texture.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <numbers>

namespace photolint {
namespace {

constexpr std::size_t kWaves = std::tuple_size_v<LinePower>;

/// Hann-windowed cosines and sines of the waves, one line for each pixel of the window.
using WaveTable = std::array<std::array<float, 2 * kWaves>, kSpectrumWindow>;

WaveTable make_waves() {
  WaveTable table{};
  for (int i = 0; i < kSpectrumWindow; ++i) {
    const double phase = 2 * std::numbers::pi * i / kSpectrumWindow;
    const double window = 0.5 - 0.5 * std::cos(phase);
    for (std::size_t k = 0; k < kWaves; ++k) {
      const double angle = phase * (static_cast<double>(k) + kSpectrumFirst);
      auto& line = table.at(static_cast<std::size_t>(i));
      line.at(k) = static_cast<float>(window * std::cos(angle));
      line.at(k + kWaves) = static_cast<float>(window * std::sin(angle));
    }
  }
  return table;
}

/// Adds the power of one window of a line, whose pixels lie step bytes apart; its mean is taken off, as the
/// window would leak it.
void add_power(const std::uint8_t* line, std::ptrdiff_t step, const WaveTable& waves,
               std::array<double, kWaves>& power) {
  std::array<int, kSpectrumWindow> pixels{};
  int sum = 0;
  for (int& pixel : pixels) {
    pixel = *line;
    sum += pixel;
    line += step;
  }
  const float mean = static_cast<float>(sum) / kSpectrumWindow;
  std::array<float, 2 * kWaves> wave{};
  for (std::size_t i = 0; i < kSpectrumWindow; ++i) {
    const float value = static_cast<float>(pixels[i]) - mean;
    const auto& weights = waves[i];
    for (std::size_t k = 0; k < 2 * kWaves; ++k) wave[k] += value * weights[k];
  }
  for (std::size_t k = 0; k < kWaves; ++k) {
    power[k] += double{wave[k]} * wave[k] + double{wave[k + kWaves]} * wave[k + kWaves];
  }
}

/// Lines of a picture, side by side: its rows or its columns.
struct Lines {
  const std::uint8_t* first = nullptr;
  int count = 0;
  int length = 0;
  std::ptrdiff_t aside = 0;  ///< bytes from a line to the next
  std::ptrdiff_t along = 0;  ///< bytes from a pixel to the next
};

Lines rows_of(ImageView grey) {
  return {grey.row(0), grey.height(), grey.width(), grey.stride(), 1};
}

Lines columns_of(ImageView grey) {
  return {grey.row(0), grey.width(), grey.height(), 1, grey.stride()};
}

/// Mean power of the lines, windows half overlapping; every fourth line is enough.
std::array<double, kWaves> power_of(const Lines& lines, const WaveTable& waves) {
  std::array<double, kWaves> power{};
  int windows = 0;
  for (int y = 0; y < lines.count; y += 4) {
    for (int x = 0; x + kSpectrumWindow <= lines.length; x += kSpectrumWindow / 2) {
      add_power(lines.first + lines.aside * y + lines.along * x, lines.along, waves, power);
      ++windows;
    }
  }
  for (double& p : power) p /= windows;
  return power;
}

/// Sum of (2 here - before - behind)^2.
std::int32_t bend_squares(const std::uint8_t* here, const std::uint8_t* before, const std::uint8_t* behind,
                          int count) {
  std::int32_t sum = 0;
  for (int i = 0; i < count; ++i) {
    const int bend = 2 * here[i] - before[i] - behind[i];
    sum += bend * bend;
  }
  return sum;
}

int difference(const std::uint8_t* a, const std::uint8_t* b, int count) {
  int sum = 0;
  for (int i = 0; i < count; ++i) sum += std::abs(a[i] - b[i]);
  return sum;
}

/// Summed differences of each row from the one above.
std::vector<int> row_steps(ImageView grey) {
  std::vector<int> steps;
  for (int y = 1; y < grey.height(); ++y) {
    steps.push_back(difference(grey.row(y), grey.row(y - 1), grey.width()));
  }
  return steps;
}

/// Summed differences of each column from the one to its left.
std::vector<int> column_steps(ImageView grey) {
  std::vector<int> steps(static_cast<std::size_t>(grey.width() - 1));
  for (int y = 0; y < grey.height(); ++y) {
    const std::uint8_t* row = grey.row(y);
    for (std::size_t x = 0; x < steps.size(); ++x) steps[x] += std::abs(row[x + 1] - row[x]);
  }
  return steps;
}

/// Share of the lines that repeat the one before them; see repeated_lines(). step: differences of neighbours.
double repeating(const std::vector<int>& step) {
  constexpr int kReach = 2;
  constexpr double kRepeats = 0.4;
  const auto count = static_cast<int>(step.size());
  int repeats = 0;
  for (int i = kReach; i + kReach < count; ++i) {
    const auto at = step.begin() + i;
    const int largest = *std::max_element(at - kReach, at + kReach + 1);
    if (*at < kRepeats * largest) ++repeats;
  }
  return static_cast<double>(repeats) / (count - 2 * kReach);
}

}  // namespace

double block_noise(ImageView grey, int left, int top, int edge) {
  int sum = 0;
  for (int y = top; y < top + edge; ++y) {
    const std::uint8_t *a = grey.row(y - 1), *b = grey.row(y), *c = grey.row(y + 1);
    for (int x = left; x < left + edge; ++x) {
      const int corners = a[x - 1] + a[x + 1] + c[x - 1] + c[x + 1];
      const int sides = a[x] + b[x - 1] + b[x + 1] + c[x];
      sum += std::abs(corners - 2 * sides + 4 * b[x]);
    }
  }
  // White noise of sigma 1 has a response of sigma 6, whose mean absolute value is 6 sqrt(2 / pi).
  const double scale = std::sqrt(std::numbers::pi / 2) / 6;
  return scale * sum / (edge * edge);
}

double quantile(std::vector<double> values, double share) {
  if (values.empty()) return std::numeric_limits<double>::quiet_NaN();
  std::sort(values.begin(), values.end());
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double bend_energy(ImageView grey, std::span<const RowSpan> spans, int dx, int dy) {
  std::int64_t sum = 0;
  std::int64_t pixels = 0;
  for (const RowSpan& span : spans) {
    if (span.y < std::abs(dy) || span.y + std::abs(dy) >= grey.height()) continue;
    const int begin = std::max(span.x_begin, std::abs(dx));
    const int end = std::min(span.x_end, grey.width() - std::abs(dx));
    const std::uint8_t* here = grey.row(span.y);
    const std::uint8_t* before = grey.row(span.y - dy) - dx;
    const std::uint8_t* behind = grey.row(span.y + dy) + dx;
    constexpr int kChunk = 4096;  // so many squares of at most 510 stay below 2^31
    for (int x = begin; x < end; x += kChunk) {
      sum += bend_squares(here + x, before + x, behind + x, std::min(kChunk, end - x));
    }
    pixels += std::max(end - begin, 0);
  }
  return pixels > 0 ? static_cast<double>(sum) / static_cast<double>(pixels) : 0;
}

LinePower line_power(ImageView grey) {
  LinePower power{};
  if (grey.width() < kSpectrumWindow || grey.height() < kSpectrumWindow) return power;
  static const WaveTable waves = make_waves();
  const auto across = power_of(rows_of(grey), waves);
  const auto down = power_of(columns_of(grey), waves);
  constexpr double kSmallest = 1e-3;  // keeps a flat picture finite
  for (std::size_t k = 0; k < kWaves; ++k) power[k] = std::log10((across[k] + down[k]) / 2 + kSmallest);
  return power;
}

double repeated_lines(ImageView grey) {
  constexpr int kFewest = 32;
  if (grey.width() < kFewest || grey.height() < kFewest) return 0;
  return std::min(repeating(row_steps(grey)), repeating(column_steps(grey)));
}

}  // namespace photolint
