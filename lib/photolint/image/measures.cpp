// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/image/measures.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace photolint {
namespace {

/// a^(1/5) for 0 < a <= 1 by Newton's method; std::pow cannot be evaluated by every compiler at compile time.
constexpr double fifth_root(double a) {
  double x = 1;
  for (int i = 0; i < 60; ++i) {
    const double fourth = x * x * x * x;
    x -= (x * fourth - a) / (5 * fourth);
  }
  return x;
}

/// IEC 61966-2-1, as linear_luminance in colour.cpp.
constexpr double linear_light(int stored) {
  const double v = stored / 255.0;
  if (v <= 0.04045) return v / 12.92;
  const double base = (v + 0.055) / 1.055;
  return base * base * fifth_root(base * base);
}

constexpr int kFraction = 16;  // bits behind the point of the weights below

/// Weighted linear light of one channel, 0..255 with kFraction bits behind the point.
constexpr std::array<std::uint32_t, 256> weighted_light(double weight) {
  std::array<std::uint32_t, 256> table{};
  for (int i = 0; i < 256; ++i) {
    table[static_cast<std::size_t>(i)] =
        static_cast<std::uint32_t>(weight * linear_light(i) * 255 * (1 << kFraction) + 0.5);
  }
  return table;
}

constexpr auto kRed = weighted_light(0.2126);
constexpr auto kGreen = weighted_light(0.7152);
constexpr auto kBlue = weighted_light(0.0722);
static_assert((kRed[255] + kGreen[255] + kBlue[255] + (1U << (kFraction - 1))) >> kFraction == 255);

/// For each result pixel of one axis: the source pixels that it covers and how much of each.
struct Coverage {
  struct Run {
    int first = 0;
    std::size_t weights = 0;  // position of its first weight
    int count = 0;
  };
  std::vector<Run> runs;
  std::vector<float> weights;
};

Coverage coverage(int origin, int results, double factor, int source) {
  Coverage c;
  for (int i = 0; i < results; ++i) {
    const double begin = origin + i * factor;
    const double end = std::min<double>(begin + factor, source);
    const int first = static_cast<int>(begin);
    const int last = std::min(static_cast<int>(std::ceil(end)), source);
    c.runs.push_back({first, c.weights.size(), last - first});
    for (int p = first; p < last; ++p) {
      const double share = std::min(end, p + 1.0) - std::max<double>(begin, p);
      c.weights.push_back(static_cast<float>(share / (end - begin)));
    }
  }
  return c;
}

/// Beyond this the loss under a blur of 1 pixel is too small to measure.
constexpr double kWidest = 20;

constexpr int kReblurRadius = 3;
/// Gaussian with sigma 1 pixel, cut at 3 sigma, sum 1.
constexpr std::array<float, kReblurRadius + 1> kReblur = {0.39905028F, 0.24203623F, 0.05400558F, 0.00443305F};

/// The box of the spans, grown by what re-blur and gradient reach and cut to the picture.
struct Window {
  int x = 0, y = 0, width = 0, height = 0;
};

Window window_of(ImageView grey, std::span<const RowSpan> spans) {
  constexpr int kReach = kReblurRadius + 1;
  int left = grey.width(), top = grey.height(), right = 0, bottom = 0;
  for (const RowSpan& span : spans) {
    left = std::min(left, span.x_begin);
    right = std::max(right, span.x_end);
    top = std::min(top, span.y);
    bottom = std::max(bottom, span.y + 1);
  }
  left = std::max(left - kReach, 0);
  top = std::max(top - kReach, 0);
  return {left, top, std::min(right + kReach, grey.width()) - left,
          std::min(bottom + kReach, grey.height()) - top};
}

/// A window of a picture blurred by kReblur, one row at a time from the top; beyond the window its border
/// pixels repeat, so the caller leaves the border out.
class ReblurredRows {
 public:
  ReblurredRows(ImageView grey, const Window& window) : grey_(grey), window_(window) {
    const auto width = static_cast<std::size_t>(window.width);
    across_.resize(kAcrossRows * width);
    down_.resize(kDownRows * width);
    padded_.resize(width + 2 * kReblurRadius);
  }

  /// Row y of the window. It stays valid while no row beyond y + 2 is asked for; rows must not be asked for
  /// out of that order.
  const float* row(int y) {
    for (; next_ <= y; ++next_) {
      const int below = std::min(next_ + kReblurRadius, window_.height - 1);
      for (; next_across_ <= below; ++next_across_) blur_across(next_across_);
      blur_down(next_, down_.data() + offset(next_ % kDownRows));
    }
    return down_.data() + offset(y % kDownRows);
  }

 private:
  [[nodiscard]] std::ptrdiff_t offset(int y) const { return static_cast<std::ptrdiff_t>(window_.width) * y; }

  void blur_across(int y) {
    const std::uint8_t* pixels = grey_.at(window_.x, window_.y + y);
    std::fill_n(padded_.begin(), kReblurRadius, pixels[0]);
    std::copy_n(pixels, window_.width, padded_.begin() + kReblurRadius);
    std::fill_n(padded_.end() - kReblurRadius, kReblurRadius, pixels[window_.width - 1]);
    const float* from = padded_.data() + kReblurRadius;
    float* to = across_.data() + offset(y % kAcrossRows);
    for (int x = 0; x < window_.width; ++x) {
      to[x] = kReblur[0] * from[x] + kReblur[1] * (from[x - 1] + from[x + 1]) +
              kReblur[2] * (from[x - 2] + from[x + 2]) + kReblur[3] * (from[x - 3] + from[x + 3]);
    }
  }

  void blur_down(int y, float* to) const {
    const auto at = [&](int row) {
      return across_.data() + offset(std::clamp(row, 0, window_.height - 1) % kAcrossRows);
    };
    const float *a = at(y - 3), *b = at(y - 2), *c = at(y - 1), *d = at(y), *e = at(y + 1), *f = at(y + 2),
                *g = at(y + 3);
    for (int x = 0; x < window_.width; ++x) {
      to[x] = kReblur[0] * d[x] + kReblur[1] * (c[x] + e[x]) + kReblur[2] * (b[x] + f[x]) +
              kReblur[3] * (a[x] + g[x]);
    }
  }

  static constexpr int kAcrossRows = 2 * kReblurRadius + 1;
  static constexpr int kDownRows = 3;

  ImageView grey_;
  Window window_;
  std::vector<float> padded_;  // a row of pixels
  std::vector<float> across_;  // the last rows, blurred along them
  std::vector<float> down_;    // the last rows, blurred both ways
  int next_across_ = 0;
  int next_ = 0;
};

/// Squared central differences of a row, (grey levels a pixel)^2, for begin <= x < end, into to[x].
template <class Sample>
void gradient_energy(const Sample* above, const Sample* here, const Sample* below, int begin, int end,
                     float* to) {
  for (int x = begin; x < end; ++x) {
    const auto dx = static_cast<float>(here[x + 1] - here[x - 1]);
    const auto dy = static_cast<float>(below[x] - above[x]);
    to[x] = (dx * dx + dy * dy) / 4;
  }
}

/// Pixels of about the same gradient after re-blurring.
struct EnergyBin {
  std::int64_t pixels = 0;
  double original = 0;  ///< sum of the gradient energy before re-blurring
  double reblurred = 0;
  void add(const EnergyBin& other) {
    pixels += other.pixels;
    original += other.original;
    reblurred += other.reblurred;
  }
};

// The largest gradient is 127.5 * sqrt(2) = 180.3 grey levels a pixel; eight bins a level.
constexpr int kBinsPerLevel = 8;
using EnergyBins = std::array<EnergyBin, 181 * kBinsPerLevel>;

EnergyBins sort_by_gradient(ImageView grey, const Window& window, std::span<const RowSpan> spans) {
  EnergyBins bins{};
  ReblurredRows blurred(grey, window);
  std::vector<float> full(static_cast<std::size_t>(window.width));
  std::vector<float> weak(static_cast<std::size_t>(window.width));
  const auto original = [&](int y) { return grey.at(window.x, window.y + y); };
  for (const RowSpan& span : spans) {
    const int y = span.y - window.y;
    if (y < 1 || y + 1 >= window.height) continue;
    const int begin = std::max(span.x_begin - window.x, 1);
    const int end = std::min(span.x_end - window.x, window.width - 1);
    const float* below = blurred.row(y + 1);
    gradient_energy(blurred.row(y - 1), blurred.row(y), below, begin, end, weak.data());
    gradient_energy(original(y - 1), original(y), original(y + 1), begin, end, full.data());
    for (int x = begin; x < end; ++x) {
      const auto i = static_cast<std::size_t>(x);
      const auto bin = static_cast<std::size_t>(std::sqrt(weak[i]) * kBinsPerLevel);
      bins[std::min(bin, bins.size() - 1)].add({1, full[i], weak[i]});
    }
  }
  return bins;
}

/// Bins from the strong end until they hold this many pixels.
EnergyBin strongest(const EnergyBins& bins, std::int64_t pixels) {
  EnergyBin sum;
  for (auto bin = bins.rbegin(); bin != bins.rend() && sum.pixels < pixels; ++bin) sum.add(*bin);
  return sum;
}

EnergyBin weakest(const EnergyBins& bins, std::int64_t pixels) {
  EnergyBin sum;
  for (auto bin = bins.begin(); bin != bins.end() && sum.pixels < pixels; ++bin) sum.add(*bin);
  return sum;
}

}  // namespace

LuminanceHistogram::LuminanceHistogram(ImageView colour, std::span<const RowSpan> spans) {
  for (const RowSpan& span : spans) {
    const std::uint8_t* p = colour.at(span.x_begin, span.y);
    const std::uint8_t* const end = p + static_cast<std::ptrdiff_t>(span.x_end - span.x_begin) * 3;
    for (; p != end; p += 3) {
      const std::uint32_t sum = kBlue[p[0]] + kGreen[p[1]] + kRed[p[2]] + (1U << (kFraction - 1));
      ++counts_[sum >> kFraction];
    }
    pixels_ += span.x_end - span.x_begin;
  }
}

double LuminanceHistogram::share(int first, int last) const {
  if (pixels_ == 0) return 0;
  std::int64_t sum = 0;
  for (int level = first; level <= last; ++level) sum += count(level);
  return static_cast<double>(sum) / static_cast<double>(pixels_);
}

double LuminanceHistogram::mean() const {
  if (pixels_ == 0) return 0;
  std::int64_t sum = 0;
  for (int level = 0; level < 256; ++level) sum += level * count(level);
  return static_cast<double>(sum) / static_cast<double>(pixels_) / 255;
}

double LuminanceHistogram::percentile(double share) const {
  if (pixels_ == 0) return 0;
  const double wanted = share * static_cast<double>(pixels_);
  std::int64_t sum = 0;
  for (int level = 0; level < 256; ++level) {
    sum += count(level);
    if (static_cast<double>(sum) >= wanted && sum > 0) return level / 255.0;
  }
  return 1;
}

void LuminanceHistogram::add(const LuminanceHistogram& other) {
  for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
  pixels_ += other.pixels_;
}

double histogram_intersection(const LuminanceHistogram& first, const LuminanceHistogram& second) {
  if (first.pixels() == 0 || second.pixels() == 0) return 0;
  double sum = 0;
  for (int level = 0; level < 256; ++level) {
    sum += std::min(static_cast<double>(first.count(level)) / static_cast<double>(first.pixels()),
                    static_cast<double>(second.count(level)) / static_cast<double>(second.pixels()));
  }
  return sum;
}

Shrunk shrink(ImageView grey, const Rect& box, double factor) {
  const auto inside = [](double v, int size) {  // 0 for not-a-number too
    return v > 0 ? static_cast<int>(std::min(v, static_cast<double>(size))) : 0;
  };
  const int left = inside(std::floor(box.x), grey.width());
  const int top = inside(std::floor(box.y), grey.height());
  const int right = inside(std::ceil(box.right()), grey.width());
  const int bottom = inside(std::ceil(box.bottom()), grey.height());
  Shrunk result{{}, {static_cast<double>(left), static_cast<double>(top)}, std::max(factor, 1.0)};
  if (left >= right || top >= bottom) return result;

  if (result.factor == 1) {
    result.grey = ImageBuffer(right - left, bottom - top, 1);
    for (int y = top; y < bottom; ++y) std::copy_n(grey.at(left, y), right - left, result.grey.row(y - top));
    return result;
  }
  // The small step back keeps rounding from adding a pixel that covers nothing.
  const int columns = static_cast<int>(std::ceil((right - left) / result.factor - 1e-9));
  const int rows = static_cast<int>(std::ceil((bottom - top) / result.factor - 1e-9));
  const Coverage across = coverage(left, columns, result.factor, grey.width());
  const Coverage down = coverage(top, rows, result.factor, grey.height());
  result.grey = ImageBuffer(columns, rows, 1);
  // Partly covered pixels may lie beyond the box.
  const int reach = across.runs.back().first + across.runs.back().count;
  std::vector<float> column_sums(static_cast<std::size_t>(grey.width()));
  for (int y = 0; y < rows; ++y) {
    const Coverage::Run& run = down.runs[static_cast<std::size_t>(y)];
    std::fill(column_sums.begin(), column_sums.end(), 0.0F);
    for (int i = 0; i < run.count; ++i) {
      const float weight = down.weights[run.weights + static_cast<std::size_t>(i)];
      const std::uint8_t* from = grey.row(run.first + i);
      for (int x = left; x < reach; ++x) column_sums[static_cast<std::size_t>(x)] += weight * from[x];
    }
    std::uint8_t* to = result.grey.row(y);
    for (int x = 0; x < columns; ++x) {
      const Coverage::Run& part = across.runs[static_cast<std::size_t>(x)];
      float sum = 0.5F;
      for (int i = 0; i < part.count; ++i) {
        sum += across.weights[part.weights + static_cast<std::size_t>(i)] *
               column_sums[static_cast<std::size_t>(part.first + i)];
      }
      to[x] = static_cast<std::uint8_t>(std::min(sum, 255.0F));
    }
  }
  return result;
}

std::optional<EdgeWidth> edge_width(ImageView grey, std::span<const RowSpan> spans) {
  constexpr std::int64_t kFewestPixels = 400;  // a face of about 20 x 25 pixels: twenty edge pixels
  if (area(spans) < kFewestPixels) return std::nullopt;
  const Window window = window_of(grey, spans);
  const EnergyBins bins = sort_by_gradient(grey, window, spans);

  const EnergyBin flat = weakest(bins, area(spans) / 2);
  const EnergyBin edges = strongest(bins, area(spans) / 20);
  if (edges.pixels == 0) return std::nullopt;
  const auto edge_count = static_cast<double>(edges.pixels);
  const auto flat_count = static_cast<double>(flat.pixels);
  const double noise = flat.original / flat_count;
  const double reblurred_noise = flat.reblurred / flat_count;
  const double reblurred = edges.reblurred / edge_count - reblurred_noise;
  if (!(reblurred > 0)) return EdgeWidth{kWidest, 0};

  // Gradient energy of a step falls with 1 / sigma^2, so energy ratio = (sigma^2 + 1) / sigma^2.
  const double ratio = (edges.original / edge_count - noise) / reblurred;
  const double sigma = ratio > 1 ? 1 / std::sqrt(ratio - 1) : kWidest;
  return EdgeWidth{std::min(sigma, kWidest), std::sqrt(reblurred)};
}

}  // namespace photolint
