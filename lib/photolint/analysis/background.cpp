// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <numeric>
#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace photolint {

Rgb BackgroundSurface::at(double u, double v) const {
  const auto channel = [u, v](const std::array<double, 6>& c) {
    return c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v;
  };
  return {channel(r), channel(g), channel(b)};
}

namespace {

using Bgr = std::array<float, 3>;

/// What parsing says about a working pixel: bits.
namespace zone {
constexpr std::uint8_t kPerson = 1;   ///< parsing says person
constexpr std::uint8_t kEdge = 2;     ///< so near the person's outline that parsing may be wrong
constexpr std::uint8_t kOutside = 4;  ///< outside parsing's square; the other bits are those of its border
constexpr std::uint8_t kAbove = 8;    ///< outside, over the top of the square
constexpr std::uint8_t kBelow = 16;   ///< outside, under its bottom
}  // namespace zone

/// Half width of the uncertain band along parsing's outline, label pixels of 4.4/192 eye distances: the 99th
/// percentile of parsing's outline error is about 2 label pixels on the portraits.
constexpr int kEdgeRadius = 4;

/// Smallest distance from the surface that counts, grey levels: twice the usual JPEG error at quality 75.
constexpr double kMinTolerance = 12;
/// The same in standard deviations of the pixel noise.
constexpr double kNoiseTolerance = 5;
/// Largest distance from the background that can still be background, grey levels: keeps hair whose pixels
/// mix with the wall, and stays above the chroma bleeding of subsampled JPEG.
constexpr double kMaxThreshold = 60;
/// The surface describes the background when at least this share of the sure background lies on it.
constexpr double kMinInliers = 0.6;
/// Samples for the fit: enough for 18 coefficients, few enough to be cheap.
constexpr double kFitGridPoints = 6000;
constexpr std::size_t kMinSamples = 64;
constexpr int kBlockColumns = 24;
constexpr int kBlockRows = 32;

/// Zones of parsing's own square.
std::vector<std::uint8_t> zones_of_crop(const ImageBuffer& labels) {
  const int width = labels.width();
  const int height = labels.height();
  const auto bytes = labels.bytes();
  // Prefix sums of person pixels make every window count four reads.
  std::vector<int> sums(static_cast<std::size_t>((width + 1) * (height + 1)), 0);
  const auto at = [width](int x, int y) { return static_cast<std::size_t>(y * (width + 1) + x); };
  for (int y = 0; y < height; ++y) {
    int row = 0;
    for (int x = 0; x < width; ++x) {
      row += bytes[static_cast<std::size_t>(y * width + x)] != 0 ? 1 : 0;
      sums[at(x + 1, y + 1)] = sums[at(x + 1, y)] + row;
    }
  }
  std::vector<std::uint8_t> zones(bytes.size());
  for (int y = 0; y < height; ++y) {
    const int y0 = std::max(0, y - kEdgeRadius);
    const int y1 = std::min(height, y + kEdgeRadius + 1);
    for (int x = 0; x < width; ++x) {
      const int x0 = std::max(0, x - kEdgeRadius);
      const int x1 = std::min(width, x + kEdgeRadius + 1);
      const int persons = sums[at(x1, y1)] - sums[at(x0, y1)] - sums[at(x1, y0)] + sums[at(x0, y0)];
      const bool edge = persons > 0 && persons < (x1 - x0) * (y1 - y0);
      const bool person = bytes[static_cast<std::size_t>(y * width + x)] != 0;
      zones[static_cast<std::size_t>(y * width + x)] =
          static_cast<std::uint8_t>((person ? zone::kPerson : 0) | (edge ? zone::kEdge : 0));
    }
  }
  return zones;
}

std::int64_t fixed(double value) {
  return std::llround(value * 65536);
}

/// Zones of all working pixels, row by row.
ImageBuffer zones_of_picture(int width, int height, double scale, const ParsingFacts& parsing) {
  const std::vector<std::uint8_t> crop = zones_of_crop(parsing.labels);
  const int crop_width = parsing.labels.width();
  const int crop_height = parsing.labels.height();
  const Affine& map = parsing.image_to_crop;
  const std::int64_t step_x = fixed(map.a / scale);
  const std::int64_t step_y = fixed(map.d / scale);
  ImageBuffer zones(width, height, 1);
  for (int y = 0; y < height; ++y) {
    const Point start = map.apply({0.5 / scale, (y + 0.5) / scale});
    std::int64_t crop_x = fixed(start.x);
    std::int64_t crop_y = fixed(start.y);
    std::uint8_t* row = zones.row(y);
    for (int x = 0; x < width; ++x, crop_x += step_x, crop_y += step_y) {
      const std::int64_t ix = crop_x >> 16;
      const std::int64_t iy = crop_y >> 16;
      if (ix >= 0 && iy >= 0 && ix < crop_width && iy < crop_height) {
        row[x] = crop[static_cast<std::size_t>(iy * crop_width + ix)];
        continue;
      }
      const std::int64_t near_x = std::clamp<std::int64_t>(ix, 0, crop_width - 1);
      const std::int64_t near_y = std::clamp<std::int64_t>(iy, 0, crop_height - 1);
      const int side = iy < 0 ? zone::kAbove : iy >= crop_height ? zone::kBelow : 0;
      row[x] = static_cast<std::uint8_t>(crop[static_cast<std::size_t>(near_y * crop_width + near_x)] |
                                         zone::kOutside | side);
    }
  }
  return zones;
}

/// Background for certain: not near the outline, and not under the square, where arms may come back.
bool surely_background(std::uint8_t z) {
  return (z & (zone::kPerson | zone::kEdge | zone::kBelow)) == 0;
}

bool surely_person(std::uint8_t z) {
  return (z & (zone::kPerson | zone::kEdge | zone::kOutside)) == zone::kPerson;
}

/// One background pixel of the fit, with its six basis values.
struct Sample {
  std::array<double, 6> basis{};
  std::array<double, 3> bgr{};
};

struct Sampling {
  std::vector<Sample> samples;
  double noise_sigma = 0;
};

/// sigma of pixel noise from absolute second differences of B + 2G + R (sigma of the difference of white
/// noise is sqrt 6 of the noise, median of the absolute value of a normal variable 0.6745 sigma).
double noise_from(std::vector<int>& differences) {
  if (differences.empty()) return 0;
  const auto middle = differences.begin() + static_cast<std::ptrdiff_t>(differences.size() / 2);
  std::nth_element(differences.begin(), middle, differences.end());
  return *middle / (4 * 0.6745 * std::sqrt(6.0));
}

Sampling sample_background(ImageView colour, const ImageBuffer& zones) {
  const int width = colour.width();
  const int height = colour.height();
  // An odd step does not beat with the 8x8 blocks of JPEG.
  const int step =
      std::max(1, static_cast<int>(std::sqrt(static_cast<double>(width) * height / kFitGridPoints)) | 1);
  Sampling out;
  std::vector<int> differences;
  const ImageView z = zones.view();
  for (int y = step / 2; y < height; y += step) {
    const double v = (y + 0.5) / height - 0.5;
    for (int x = std::max(1, step / 2); x + 1 < width; x += step) {
      if (!surely_background(*z.at(x, y))) continue;
      const double u = (x + 0.5) / width - 0.5;
      const std::uint8_t* p = colour.at(x, y);
      out.samples.push_back(
          {{1, u, v, u * u, u * v, v * v},
           {static_cast<double>(p[0]), static_cast<double>(p[1]), static_cast<double>(p[2])}});
      const auto sum = [](const std::uint8_t* q) { return q[0] + 2 * q[1] + q[2]; };
      differences.push_back(std::abs(sum(p - 3) - 2 * sum(p) + sum(p + 3)));
    }
  }
  out.noise_sigma = noise_from(differences);
  return out;
}

/// Coefficients per channel, B G R.
using Coefficients = std::array<std::array<double, 6>, 3>;

double evaluate(const std::array<double, 6>& coefficients, const std::array<double, 6>& basis) {
  double sum = 0;
  for (std::size_t i = 0; i < 6; ++i) sum += coefficients[i] * basis[i];
  return sum;
}

/// Solves the symmetric positive system matrix * x = right for three right sides (Cholesky).
Coefficients solve(std::array<std::array<double, 6>, 6> matrix, Coefficients right) {
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double sum = matrix[i][j];
      for (std::size_t k = 0; k < j; ++k) sum -= matrix[i][k] * matrix[j][k];
      matrix[i][j] = i == j ? std::sqrt(std::max(sum, 1e-12)) : sum / matrix[j][j];
    }
  }
  for (auto& x : right) {
    for (std::size_t i = 0; i < 6; ++i) {
      for (std::size_t k = 0; k < i; ++k) x[i] -= matrix[i][k] * x[k];
      x[i] /= matrix[i][i];
    }
    for (std::size_t i = 6; i-- > 0;) {
      for (std::size_t k = i + 1; k < 6; ++k) x[i] -= matrix[k][i] * x[k];
      x[i] /= matrix[i][i];
    }
  }
  return right;
}

Coefficients weighted_fit(std::span<const Sample> samples, std::span<const double> weights) {
  std::array<std::array<double, 6>, 6> matrix{};
  Coefficients right{};
  double total = 0;
  for (std::size_t s = 0; s < samples.size(); ++s) {
    const double w = weights[s];
    const auto& basis = samples[s].basis;
    total += w;
    for (std::size_t i = 0; i < 6; ++i) {
      const double wb = w * basis[i];
      for (std::size_t j = 0; j <= i; ++j) matrix[i][j] += wb * basis[j];
      for (std::size_t c = 0; c < 3; ++c) right[c][i] += wb * samples[s].bgr[c];
    }
  }
  // A little damping of slope and curvature: there is no background behind the person, and an undamped
  // parabola runs away there. 5e-4 is 4 % of the mean of u^4 over the frame.
  for (std::size_t i = 1; i < 6; ++i) matrix[i][i] += total * (i < 3 ? 1e-5 : 5e-4);
  return solve(matrix, right);
}

double median_of(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::nth_element(values.begin(), middle, values.end());
  return *middle;
}

struct Fit {
  Coefficients coefficients{};
  std::vector<double> residuals;  ///< Euclidean, B G R
  std::vector<double> weights;
};

std::vector<double> residuals_of(std::span<const Sample> samples, const Coefficients& coefficients) {
  std::vector<double> out(samples.size());
  for (std::size_t s = 0; s < samples.size(); ++s) {
    double sum = 0;
    for (std::size_t c = 0; c < 3; ++c) {
      const double d = samples[s].bgr[c] - evaluate(coefficients[c], samples[s].basis);
      sum += d * d;
    }
    out[s] = std::sqrt(sum);
  }
  return out;
}

/// Iteratively reweighted least squares with a redescending weight, started at the median colour, so that
/// shadows and objects on less than half of the background have no say.
Fit fit_surface(std::span<const Sample> samples) {
  constexpr int kIterations = 10;
  Fit fit;
  std::vector<double> channel(samples.size());
  for (std::size_t c = 0; c < 3; ++c) {
    for (std::size_t s = 0; s < samples.size(); ++s) channel[s] = samples[s].bgr[c];
    fit.coefficients[c][0] = median_of(channel);
  }
  fit.weights.resize(samples.size());
  fit.residuals = residuals_of(samples, fit.coefficients);
  for (int i = 0; i < kIterations; ++i) {
    const double spread = 3 * std::max(1.0, median_of(fit.residuals));
    for (std::size_t s = 0; s < samples.size(); ++s) {
      const double r = fit.residuals[s] / spread;
      const double w = 1 / (1 + r * r);
      fit.weights[s] = w * w;
    }
    fit.coefficients = weighted_fit(samples, fit.weights);
    fit.residuals = residuals_of(samples, fit.coefficients);
  }
  return fit;
}

Rgb weighted_mean(std::span<const Sample> samples, std::span<const double> weights) {
  std::array<double, 3> sum{};
  double total = 0;
  for (std::size_t s = 0; s < samples.size(); ++s) {
    for (std::size_t c = 0; c < 3; ++c) sum[c] += weights[s] * samples[s].bgr[c];
    total += weights[s];
  }
  return {sum[2] / total, sum[1] / total, sum[0] / total};
}

float squared_distance(const std::uint8_t* p, const Bgr& c) {
  const float b = static_cast<float>(p[0]) - c[0];
  const float g = static_cast<float>(p[1]) - c[1];
  const float r = static_cast<float>(p[2]) - c[2];
  return b * b + g * g + r * r;
}

/// Mean colours of person and background around each cell of a coarse grid over the picture.
class LocalColours {
 public:
  LocalColours(ImageView colour, const ImageBuffer& zones, int cell)
      : cell_(cell),
        columns_((colour.width() + cell - 1) / cell),
        rows_((colour.height() + cell - 1) / cell) {
    std::vector<Sums> sums(static_cast<std::size_t>(columns_ * rows_));
    collect(colour, zones, sums);
    person_.resize(sums.size());
    background_.resize(sums.size());
    for (int y = 0; y < rows_; ++y) {
      for (int x = 0; x < columns_; ++x) {
        person_[index(x, y)] = around(sums, x, y, 1);
        background_[index(x, y)] = around(sums, x, y, 0);
      }
    }
    spread(person_);
  }

  /// Colour of the person nearest to a pixel.
  [[nodiscard]] const std::optional<Bgr>& person(int x, int y) const {
    return person_[index(x / cell_, y / cell_)];
  }
  /// Mean of the sure background around a pixel, where there is any near it.
  [[nodiscard]] const std::optional<Bgr>& background(int x, int y) const {
    return background_[index(x / cell_, y / cell_)];
  }

 private:
  struct Sums {
    std::array<std::array<int, 3>, 2> bgr{};
    std::array<int, 2> count{};
  };

  [[nodiscard]] std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * columns_ + x); }

  void collect(ImageView colour, const ImageBuffer& zones, std::vector<Sums>& sums) const {
    const int step = std::max(1, cell_ / 8);
    const ImageView z = zones.view();
    for (int y = 0; y < colour.height(); y += step) {
      for (int x = 0; x < colour.width(); x += step) {
        const std::uint8_t here = *z.at(x, y);
        const bool person = surely_person(here);
        if (!person && !surely_background(here)) continue;
        Sums& to = sums[index(x / cell_, y / cell_)];
        const std::size_t side = person ? 1 : 0;
        const std::uint8_t* p = colour.at(x, y);
        for (std::size_t c = 0; c < 3; ++c) to.bgr[side][c] += p[c];
        ++to.count[side];
      }
    }
  }

  /// Mean over the 3x3 cells around one, or nothing where they hold fewer than eight pixels.
  [[nodiscard]] std::optional<Bgr> around(const std::vector<Sums>& sums, int x, int y,
                                          std::size_t side) const {
    std::array<int, 3> total{};
    int count = 0;
    for (int j = std::max(0, y - 1); j <= std::min(rows_ - 1, y + 1); ++j) {
      for (int i = std::max(0, x - 1); i <= std::min(columns_ - 1, x + 1); ++i) {
        const Sums& s = sums[index(i, j)];
        for (std::size_t c = 0; c < 3; ++c) total[c] += s.bgr[side][c];
        count += s.count[side];
      }
    }
    if (count < 8) return std::nullopt;
    Bgr mean;
    for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<float>(total[c]) / static_cast<float>(count);
    return mean;
  }

  /// Fills empty cells from filled neighbours, ring by ring.
  void spread(std::vector<std::optional<Bgr>>& cells) const {
    for (int pass = std::max(columns_, rows_); pass > 0; --pass) {
      const std::vector<std::optional<Bgr>> before = cells;
      bool filled = false;
      for (int y = 0; y < rows_; ++y) {
        for (int x = 0; x < columns_; ++x) {
          if (before[index(x, y)]) continue;
          cells[index(x, y)] = neighbours(before, x, y);
          filled = filled || cells[index(x, y)].has_value();
        }
      }
      if (!filled) return;
    }
  }

  [[nodiscard]] std::optional<Bgr> neighbours(const std::vector<std::optional<Bgr>>& cells, int x,
                                              int y) const {
    Bgr total{};
    int count = 0;
    for (int j = std::max(0, y - 1); j <= std::min(rows_ - 1, y + 1); ++j) {
      for (int i = std::max(0, x - 1); i <= std::min(columns_ - 1, x + 1); ++i) {
        const std::optional<Bgr>& c = cells[index(i, j)];
        if (!c) continue;
        for (std::size_t k = 0; k < 3; ++k) total[k] += (*c)[k];
        ++count;
      }
    }
    if (count == 0) return std::nullopt;
    for (float& t : total) t /= static_cast<float>(count);
    return total;
  }

  int cell_;
  int columns_;
  int rows_;
  std::vector<std::optional<Bgr>> person_;
  std::vector<std::optional<Bgr>> background_;
};

/// The surface along one row of the working picture.
class SurfaceRow {
 public:
  SurfaceRow(const Coefficients& k, int y, int width, int height) : width_(width) {
    const double v = (y + 0.5) / height - 0.5;
    for (std::size_t c = 0; c < 3; ++c) {
      constant_[c] = static_cast<float>(k[c][0] + k[c][2] * v + k[c][5] * v * v);
      linear_[c] = static_cast<float>(k[c][1] + k[c][4] * v);
      square_[c] = static_cast<float>(k[c][3]);
    }
  }
  [[nodiscard]] Bgr at(int x) const {
    const float u = (static_cast<float>(x) + 0.5F) / static_cast<float>(width_) - 0.5F;
    Bgr out;
    for (std::size_t c = 0; c < 3; ++c) out[c] = constant_[c] + (linear_[c] + square_[c] * u) * u;
    return out;
  }

 private:
  int width_;
  Bgr constant_{}, linear_{}, square_{};
};

/// Decides pixel by pixel where parsing cannot.
class PixelJudge {
 public:
  PixelJudge(const LocalColours& colours, float tolerance, bool trusted)
      : colours_(colours), tolerance_(tolerance), trusted_(trusted) {}

  /// Whether a pixel near the outline, inside parsing's square, is person.
  [[nodiscard]] bool edge(const std::uint8_t* p, int x, int y, std::uint8_t z, const Bgr& surface) const {
    const bool parsed = (z & zone::kPerson) != 0;
    const std::optional<Bgr>& person = colours_.person(x, y);
    if (!trusted_ || !person) return parsed;
    const std::optional<Bgr>& local = colours_.background(x, y);
    const Bgr& wall = local ? *local : surface;
    const std::optional<float> threshold = threshold_for(*person, wall);
    return threshold ? squared_distance(p, wall) > *threshold * *threshold : parsed;
  }

  /// Whether a pixel outside parsing's square is person.
  [[nodiscard]] bool outside(const std::uint8_t* p, int x, int y, std::uint8_t z, const Bgr& surface) const {
    const bool parsed = (z & zone::kPerson) != 0;
    const bool above = (z & zone::kAbove) != 0;
    const std::optional<Bgr>& person = colours_.person(x, y);
    if (!person) return parsed && !above;
    if (!trusted_) return parsed && (!above || squared_distance(p, *person) < square(kMaxThreshold));
    const std::optional<float> threshold = threshold_for(*person, surface);
    if (threshold) return squared_distance(p, surface) > *threshold * *threshold;
    // Clothes of the wall's colour: parsing wins. Over the head it cannot: its border would reach the frame.
    return above ? squared_distance(p, surface) > tolerance_ * tolerance_ : parsed;
  }

 private:
  static float square(double v) { return static_cast<float>(v * v); }

  /// Distance from the wall at which the person begins, or nothing where the two are too much alike.
  [[nodiscard]] std::optional<float> threshold_for(const Bgr& person, const Bgr& wall) const {
    float sum = 0;
    for (std::size_t c = 0; c < 3; ++c) sum += (person[c] - wall[c]) * (person[c] - wall[c]);
    const float contrast = std::sqrt(sum);
    if (contrast < 2 * tolerance_) return std::nullopt;
    return std::clamp(0.45F * contrast, tolerance_, std::max(tolerance_, static_cast<float>(kMaxThreshold)));
  }

  const LocalColours& colours_;
  float tolerance_;
  bool trusted_;
};

ImageBuffer classify(ImageView colour, const ImageBuffer& zones, const Coefficients& coefficients,
                     const PixelJudge& judge) {
  const int width = colour.width();
  const int height = colour.height();
  ImageBuffer person(width, height, 1);
  const ImageView z = zones.view();
  for (int y = 0; y < height; ++y) {
    const SurfaceRow surface(coefficients, y, width, height);
    const std::uint8_t* zone_row = z.row(y);
    const std::uint8_t* pixel = colour.row(y);
    std::uint8_t* out = person.row(y);
    for (int x = 0; x < width; ++x, pixel += 3) {
      const std::uint8_t here = zone_row[x];
      bool is_person = (here & zone::kPerson) != 0;
      if ((here & zone::kOutside) != 0) {
        is_person = judge.outside(pixel, x, y, here, surface.at(x));
      } else if ((here & zone::kEdge) != 0) {
        is_person = judge.edge(pixel, x, y, here, surface.at(x));
      }
      out[x] = is_person ? 255 : 0;
    }
  }
  return person;
}

/// A horizontal run of equal pixels.
struct Run {
  int y = 0;
  int begin = 0;
  int end = 0;
  bool person = false;
  bool anchored = false;  ///< holds a pixel that parsing is sure of, or a background pixel of the frame
};

/// Runs and the 4-connected components that they form.
class Components {
 public:
  Components(const ImageBuffer& mask, const ImageBuffer& zones) {
    std::size_t above = 0;
    for (int y = 0; y < mask.height(); ++y) {
      const std::size_t here = runs_.size();
      append_row(mask, zones, y);
      join(above, here);
      above = here;
    }
    area_.assign(runs_.size(), 0);
    anchored_.assign(runs_.size(), 0);
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const std::size_t root = find(i);
      area_[root] += runs_[i].end - runs_[i].begin;
      if (runs_[i].anchored) anchored_[root] = 1;
    }
  }

  /// Keeps the person's largest component and fills its holes: background that neither touches the frame nor
  /// holds a pixel that parsing is sure of.
  void clean(ImageBuffer& mask) {
    std::size_t body = runs_.size();
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      if (!runs_[i].person || find(i) != i) continue;
      if (body == runs_.size() || area_[i] > area_[body]) body = i;
    }
    for (std::size_t i = 0; i < runs_.size(); ++i) {
      const Run& run = runs_[i];
      const std::size_t root = find(i);
      const bool keep = run.person ? root == body : anchored_[root] != 0;
      if (keep) continue;
      std::memset(mask.at(run.begin, run.y), run.person ? 0 : 255,
                  static_cast<std::size_t>(run.end - run.begin));
    }
  }

 private:
  void append_row(const ImageBuffer& mask, const ImageBuffer& zones, int y) {
    const int width = mask.width();
    const std::uint8_t* row = mask.view().row(y);
    const std::uint8_t* zone_row = zones.view().row(y);
    const bool frame_row = y == 0 || y == mask.height() - 1;
    for (int x = 0; x < width;) {
      int end = x + 1;
      while (end < width && row[end] == row[x]) ++end;
      const bool person = row[x] != 0;
      bool anchored = !person && (frame_row || x == 0 || end == width);
      for (int i = x; !person && !anchored && i < end; ++i) anchored = surely_background(zone_row[i]);
      parent_.push_back(runs_.size());
      runs_.push_back({y, x, end, person, anchored});
      x = end;
    }
  }

  /// Joins the runs from here on (one row) with those of the row above.
  void join(std::size_t above, std::size_t here) {
    std::size_t a = above;
    std::size_t b = here;
    while (a < here && b < runs_.size()) {
      if (runs_[a].person == runs_[b].person) unite(a, b);
      const int end_above = runs_[a].end;
      const int end_here = runs_[b].end;
      if (end_above <= end_here) ++a;
      if (end_here <= end_above) ++b;
    }
  }

  std::size_t find(std::size_t i) {
    while (parent_[i] != i) {
      parent_[i] = parent_[parent_[i]];
      i = parent_[i];
    }
    return i;
  }

  void unite(std::size_t a, std::size_t b) {
    const std::size_t i = find(a);
    const std::size_t j = find(b);
    parent_[std::max(i, j)] = std::min(i, j);
  }

  std::vector<Run> runs_;
  std::vector<std::size_t> parent_;
  std::vector<std::int64_t> area_;
  std::vector<std::uint8_t> anchored_;
};

/// Sums of one block's background pixels.
struct BlockSums {
  std::array<std::int64_t, 3> bgr{};
  std::int64_t background = 0;
  std::int64_t all = 0;
};

/// Whether a pixel and its neighbours at a distance are all background: colour near the outline is mixed.
bool clear_of_person(ImageView person, int x, int y, int margin) {
  const int left = std::max(0, x - margin);
  const int right = std::min(person.width() - 1, x + margin);
  const int top = std::max(0, y - margin);
  const int bottom = std::min(person.height() - 1, y + margin);
  return *person.at(x, y) == 0 && *person.at(left, y) == 0 && *person.at(right, y) == 0 &&
         *person.at(x, top) == 0 && *person.at(x, bottom) == 0 && *person.at(left, top) == 0 &&
         *person.at(right, top) == 0 && *person.at(left, bottom) == 0 && *person.at(right, bottom) == 0;
}

std::vector<BackgroundBlock> blocks_of(ImageView colour, ImageView person, double scale) {
  constexpr double kMinShare = 0.25;
  const int width = colour.width();
  const int height = colour.height();
  const int margin = std::max(2, width / 160);
  // Every second pixel of 20x20 still gives a mean that is good to a tenth of a grey level.
  const int step = std::max(1, std::min(width / (kBlockColumns * 10), height / (kBlockRows * 10)));
  std::vector<BlockSums> sums(kBlockColumns * kBlockRows);
  for (int y = step / 2; y < height; y += step) {
    const int row = y * kBlockRows / height;
    for (int x = step / 2; x < width; x += step) {
      BlockSums& to = sums[static_cast<std::size_t>(row * kBlockColumns + x * kBlockColumns / width)];
      ++to.all;
      if (!clear_of_person(person, x, y, margin)) continue;
      ++to.background;
      const std::uint8_t* p = colour.at(x, y);
      for (std::size_t c = 0; c < 3; ++c) to.bgr[c] += p[c];
    }
  }
  std::vector<BackgroundBlock> blocks;
  const double block_width = width / scale / kBlockColumns;
  const double block_height = height / scale / kBlockRows;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    const BlockSums& s = sums[i];
    if (s.all == 0 || static_cast<double>(s.background) < kMinShare * static_cast<double>(s.all)) continue;
    const double n = static_cast<double>(s.background);
    const Rect box{static_cast<double>(i % kBlockColumns) * block_width,
                   static_cast<double>(i / kBlockColumns) * block_height, block_width, block_height};
    const Rgb mean{static_cast<double>(s.bgr[2]) / n, static_cast<double>(s.bgr[1]) / n,
                   static_cast<double>(s.bgr[0]) / n};
    blocks.push_back({box, mean, n / static_cast<double>(s.all)});
  }
  return blocks;
}

double background_share(const ImageBuffer& person) {
  const auto bytes = person.bytes();
  const auto background = std::count(bytes.begin(), bytes.end(), std::uint8_t{0});
  return static_cast<double>(background) / static_cast<double>(bytes.size());
}

Point mean_point(const Face& face, int begin, int end) {
  Point sum;
  for (int i = begin; i < end; ++i) sum = sum + face.landmarks[static_cast<std::size_t>(i)];
  return sum * (1.0 / (end - begin));
}

double eye_distance(const Face& face) {
  return distance(mean_point(face, landmark::kEyeLeftBegin, landmark::kEyeLeftEnd),
                  mean_point(face, landmark::kEyeRightBegin, landmark::kEyeRightEnd));
}

double outlier_share(std::span<const double> residuals, double tolerance) {
  const auto far =
      std::count_if(residuals.begin(), residuals.end(), [tolerance](double r) { return r > tolerance; });
  return static_cast<double>(far) / static_cast<double>(residuals.size());
}

}  // namespace

Fact<BackgroundFacts> find_background(ImageView colour, double scale, const Face& main_face,
                                      const ParsingFacts& parsing) {
  if (colour.width() < 16 || colour.height() < 16 || parsing.labels.empty()) {
    return Fact<BackgroundFacts>::failed("empty-picture");
  }
  const ImageBuffer zones = zones_of_picture(colour.width(), colour.height(), scale, parsing);
  const Sampling sampling = sample_background(colour, zones);
  if (sampling.samples.size() < kMinSamples) return Fact<BackgroundFacts>::failed("too-little-background");

  const Fit fit = fit_surface(sampling.samples);
  const double tolerance = std::max(kMinTolerance, kNoiseTolerance * sampling.noise_sigma);
  BackgroundFacts facts;
  facts.off_surface_share = outlier_share(fit.residuals, tolerance);
  facts.noise_sigma = sampling.noise_sigma;
  facts.mean = weighted_mean(sampling.samples, fit.weights);
  facts.surface = {fit.coefficients[2], fit.coefficients[1], fit.coefficients[0]};

  const int cell = std::clamp(static_cast<int>(0.2 * eye_distance(main_face) * scale), 6, 256);
  const LocalColours colours(colour, zones, cell);
  const bool trusted = facts.off_surface_share <= 1 - kMinInliers;
  const PixelJudge judge(colours, static_cast<float>(tolerance), trusted);
  facts.person = classify(colour, zones, fit.coefficients, judge);
  Components(facts.person, zones).clean(facts.person);
  facts.blocks = blocks_of(colour, facts.person.view(), scale);
  facts.share = background_share(facts.person);
  return facts;
}

}  // namespace photolint
