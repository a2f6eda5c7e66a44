// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/background.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "photolint/analysis/eyes.h"

namespace photolint {

Rgb BackgroundSurface::at(double u, double v) const {
  const auto channel = [u, v](const std::array<double, 6>& c) {
    return c[0] + c[1] * u + c[2] * v + c[3] * u * u + c[4] * u * v + c[5] * v * v;
  };
  return {channel(r), channel(g), channel(b)};
}

namespace {

/// A colour, B G R, 0..255 (a surface may reach a little beyond).
using Bgr = std::array<int, 3>;

int squared_distance(const Bgr& a, const Bgr& b) {
  const int x = a[0] - b[0];
  const int y = a[1] - b[1];
  const int z = a[2] - b[2];
  return x * x + y * y + z * z;
}

int squared_distance(const std::uint8_t* p, const Bgr& c) {
  return squared_distance(Bgr{p[0], p[1], p[2]}, c);
}

/// What parsing says about a working pixel: bits.
namespace zone {
constexpr std::uint8_t kPerson = 1;   ///< parsing says person
constexpr std::uint8_t kEdge = 2;     ///< so near the person's outline that parsing may be wrong
constexpr std::uint8_t kOutside = 4;  ///< outside parsing's square; the other bits are those of its border
constexpr std::uint8_t kAbove = 8;    ///< outside, over the top of the square
constexpr std::uint8_t kBelow = 16;   ///< outside, under its bottom
constexpr std::uint8_t kCloth = 32;   ///< parsing says clothes
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
constexpr int kMaxThreshold = 60;
/// Contrast of clothes and wall from which the wall's colour under the shoulders is the wall: folds and light
/// change the clothes that parsing sees in its square by some 50 grey levels further down.
constexpr int kClearClothes = 80;
/// Under the square no clothes are known, and those that are nearly as bright as the wall are clothes still:
/// so many squared tolerances (twice the tolerance).
constexpr int kBelowFactor = 4;
/// The surface describes the background when at least this share of the sure background lies on it.
constexpr double kMinInliers = 0.6;
/// Samples for the fit: enough for 18 coefficients, few enough to be cheap.
constexpr double kFitGridPoints = 2500;
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
      const std::size_t i = static_cast<std::size_t>(y * width + x);
      const bool cloth = bytes[i] == static_cast<std::uint8_t>(PortraitClass::cloth);
      zones[i] = static_cast<std::uint8_t>((bytes[i] != 0 ? zone::kPerson : 0) | (edge ? zone::kEdge : 0) |
                                           (cloth ? zone::kCloth : 0));
    }
  }
  return zones;
}

std::int64_t fixed(double value) {
  return std::llround(value * 65536);
}

/// Column of the square's lowest row that tells what a label pixel under the square probably is. Shoulders
/// fall by less than 30 degrees, so the outline goes out by two columns a row, to 3.4 eye distances from the
/// middle (half of a bideltoid width of 43 cm at 6.3 cm between the eyes), then down.
std::int64_t under_shoulders(std::int64_t x, std::int64_t rows_below, std::int64_t width) {
  const std::int64_t middle = width / 2;
  const std::int64_t reach = width * 34 / 44;
  const std::int64_t away = std::abs(x - middle);
  if (away > reach) return x;
  const std::int64_t nearer = std::max<std::int64_t>(0, away - 2 * rows_below);
  return x < middle ? middle - nearer : middle + nearer;
}

/// Zones of the working pixels, one value for 2x2 of them: a label pixel covers about as many.
class ZoneMap {
 public:
  ZoneMap(int width, int height, double scale, const ParsingFacts& parsing)
      : zones_((width + 1) / 2, (height + 1) / 2, 1) {
    const std::vector<std::uint8_t> crop = zones_of_crop(parsing.labels);
    const Affine& map = parsing.image_to_crop;
    const std::int64_t step_x = fixed(2 * map.a / scale);
    const std::int64_t step_y = fixed(2 * map.d / scale);
    for (int y = 0; y < zones_.height(); ++y) {
      const Point start = map.apply({1 / scale, (2 * y + 1) / scale});
      std::int64_t crop_x = fixed(start.x);
      std::int64_t crop_y = fixed(start.y);
      std::uint8_t* row = zones_.row(y);
      for (int x = 0; x < zones_.width(); ++x, crop_x += step_x, crop_y += step_y) {
        row[x] = zone_at(crop, parsing.labels.width(), parsing.labels.height(), crop_x >> 16, crop_y >> 16);
      }
    }
  }

  [[nodiscard]] std::uint8_t at(int x, int y) const { return row(y)[x / 2]; }
  /// Zones of one row of working pixels; that of pixel x stands at x / 2.
  [[nodiscard]] const std::uint8_t* row(int y) const { return zones_.view().row(y / 2); }

 private:
  static std::uint8_t zone_at(const std::vector<std::uint8_t>& crop, std::int64_t width, std::int64_t height,
                              std::int64_t x, std::int64_t y) {
    if (x >= 0 && y >= 0 && x < width && y < height) return crop[static_cast<std::size_t>(y * width + x)];
    const std::int64_t from_x = y < height ? x : under_shoulders(x, y - height + 1, width);
    const std::int64_t near_x = std::clamp<std::int64_t>(from_x, 0, width - 1);
    const std::int64_t near_y = std::clamp<std::int64_t>(y, 0, height - 1);
    const int side = y < 0 ? zone::kAbove : y >= height ? zone::kBelow : 0;
    return static_cast<std::uint8_t>(crop[static_cast<std::size_t>(near_y * width + near_x)] |
                                     zone::kOutside | side);
  }

  ImageBuffer zones_;
};

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

Sampling sample_background(ImageView colour, const ZoneMap& zones) {
  const int width = colour.width();
  const int height = colour.height();
  // An odd step does not beat with the 8x8 blocks of JPEG.
  const int step =
      std::max(1, static_cast<int>(std::sqrt(static_cast<double>(width) * height / kFitGridPoints)) | 1);
  Sampling out;
  std::vector<int> differences;
  for (int y = step / 2; y < height; y += step) {
    const double v = (y + 0.5) / height - 0.5;
    for (int x = std::max(1, step / 2); x + 1 < width; x += step) {
      if (!surely_background(zones.at(x, y))) continue;
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
  constexpr int kIterations = 8;
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

/// A grid of square cells over the working picture.
struct Grid {
  int cell = 1;
  int columns = 0;
  int rows = 0;

  [[nodiscard]] std::size_t size() const { return static_cast<std::size_t>(columns * rows); }
  [[nodiscard]] std::size_t index(int x, int y) const { return static_cast<std::size_t>(y * columns + x); }
  /// Calls visit(index) for a cell and its neighbours inside the grid, row by row.
  template <class Visit>
  void around(int x, int y, Visit visit) const {
    for (int j = std::max(0, y - 1); j <= std::min(rows - 1, y + 1); ++j) {
      for (int i = std::max(0, x - 1); i <= std::min(columns - 1, x + 1); ++i) visit(index(i, j));
    }
  }
};

/// The surface at the middle of each cell. A cell is a fifth of the eye distance wide: even a gradient of 100
/// grey levels over the frame changes by two inside it, far below any tolerance.
std::vector<Bgr> surface_of_cells(const Grid& grid, const Coefficients& coefficients, int width, int height) {
  std::vector<Bgr> out(grid.size());
  for (int y = 0; y < grid.rows; ++y) {
    const double v = std::min(1.0, (y + 0.5) * grid.cell / height) - 0.5;
    for (int x = 0; x < grid.columns; ++x) {
      const double u = std::min(1.0, (x + 0.5) * grid.cell / width) - 0.5;
      const std::array<double, 6> basis = {1, u, v, u * u, u * v, v * v};
      for (std::size_t c = 0; c < 3; ++c) {
        out[grid.index(x, y)][c] = static_cast<int>(std::lround(evaluate(coefficients[c], basis)));
      }
    }
  }
  return out;
}

/// Colours around one cell of a coarse grid over the picture.
struct LocalColour {
  bool has_person = false;
  Bgr person{};
  /// Share of the person's pixels that have the wall's colour: there colour cannot decide.
  double alike = 0;
  bool has_wall = false;
  Bgr wall{};  ///< mean of the sure background near it: follows shadows, which the surface does not
};

/// What is needed to sum up one cell.
struct CellSums {
  std::array<int, 3> person{};
  std::array<int, 3> wall{};
  int persons = 0;
  int alike = 0;
  int walls = 0;

  void add(const CellSums& other) {
    for (std::size_t c = 0; c < 3; ++c) person[c] += other.person[c], wall[c] += other.wall[c];
    persons += other.persons;
    alike += other.alike;
    walls += other.walls;
  }
};

/// Fewest pixels for a mean colour.
constexpr int kMinColourPixels = 8;

Bgr mean_of(const std::array<int, 3>& sum, int count) {
  Bgr mean;
  for (std::size_t c = 0; c < 3; ++c) mean[c] = (sum[c] + count / 2) / count;
  return mean;
}

LocalColour local_colour(const CellSums& sums) {
  LocalColour out;
  if (sums.persons >= kMinColourPixels) {
    out.has_person = true;
    out.person = mean_of(sums.person, sums.persons);
    out.alike = static_cast<double>(sums.alike) / sums.persons;
  }
  if (sums.walls >= kMinColourPixels) {
    out.has_wall = true;
    out.wall = mean_of(sums.wall, sums.walls);
  }
  return out;
}

std::vector<CellSums> cell_sums(const Grid& grid, ImageView colour, const ZoneMap& zones,
                                const std::vector<Bgr>& surface, int tolerance) {
  std::vector<CellSums> sums(grid.size());
  const int step = std::max(1, grid.cell / 6);
  const int alike = tolerance * tolerance * 9 / 4;
  for (int y = 0; y < colour.height(); y += step) {
    const std::uint8_t* zone_row = zones.row(y);
    std::size_t cell = grid.index(0, y / grid.cell);
    int end = grid.cell;  // of the cell
    for (int x = 0; x < colour.width(); x += step) {
      if (x >= end) ++cell, end += grid.cell;
      const std::uint8_t here = zone_row[x / 2];
      const bool person = surely_person(here);
      if (!person && !surely_background(here)) continue;
      CellSums& to = sums[cell];
      const std::uint8_t* p = colour.at(x, y);
      auto& side = person ? to.person : to.wall;
      for (std::size_t c = 0; c < 3; ++c) side[c] += p[c];
      ++(person ? to.persons : to.walls);
      if (person && squared_distance(p, surface[cell]) < alike) ++to.alike;
    }
  }
  return sums;
}

/// Gives cells without a person the mean of their neighbours' persons, ring by ring.
void spread_persons(const Grid& grid, std::vector<LocalColour>& cells) {
  for (int pass = std::max(grid.columns, grid.rows); pass > 0; --pass) {
    const std::vector<LocalColour> before = cells;
    bool filled = false;
    for (int y = 0; y < grid.rows; ++y) {
      for (int x = 0; x < grid.columns; ++x) {
        LocalColour& here = cells[grid.index(x, y)];
        if (here.has_person) continue;
        int count = 0;
        grid.around(x, y, [&](std::size_t i) {
          if (!before[i].has_person) return;
          for (std::size_t c = 0; c < 3; ++c) here.person[c] += before[i].person[c];
          here.alike = std::max(here.alike, before[i].alike);
          ++count;
        });
        if (count == 0) continue;
        for (int& c : here.person) c /= count;
        here.has_person = true;
        filled = true;
      }
    }
    if (!filled) return;
  }
}

/// How the pixels of one cell are decided: by their squared distance from a colour, or by parsing where the
/// threshold is negative.
struct Decision {
  Bgr wall{};        ///< for pixels near the outline
  int edge = -1;     ///< squared distance from wall above which such a pixel is person
  Bgr surface{};     ///< for pixels outside the square
  int outside = -1;  ///< the same from the surface
  Bgr person{};
  bool has_person = false;
};

/// Squared distance from the wall at which the person begins; -1 where the two are too much alike.
int threshold_between(const LocalColour& local, const Bgr& wall, int tolerance) {
  constexpr double kMaxAlike = 0.05;
  const int contrast = squared_distance(local.person, wall);
  if (!local.has_person || local.alike > kMaxAlike || contrast < 4 * tolerance * tolerance) return -1;
  // (0.45 of the contrast) squared.
  const int threshold = static_cast<int>(contrast * 0.2025);
  return std::clamp(threshold, tolerance * tolerance,
                    std::max(tolerance, kMaxThreshold) * std::max(tolerance, kMaxThreshold));
}

std::vector<LocalColour> local_colours(const Grid& grid, const std::vector<CellSums>& sums) {
  std::vector<LocalColour> local(grid.size());
  for (int y = 0; y < grid.rows; ++y) {
    for (int x = 0; x < grid.columns; ++x) {
      CellSums total;
      grid.around(x, y, [&](std::size_t i) { total.add(sums[i]); });
      local[grid.index(x, y)] = local_colour(total);
    }
  }
  spread_persons(grid, local);
  return local;
}

/// trusted: the surface describes the background; otherwise parsing decides everywhere.
std::vector<Decision> make_decisions(const Grid& grid, const std::vector<LocalColour>& local,
                                     const std::vector<Bgr>& surface, int tolerance, bool trusted) {
  std::vector<Decision> out(grid.size());
  for (std::size_t i = 0; i < out.size(); ++i) {
    Decision& to = out[i];
    to.person = local[i].person;
    to.has_person = local[i].has_person;
    to.surface = surface[i];
    to.wall = local[i].has_wall ? local[i].wall : surface[i];
    if (!trusted) continue;
    to.edge = threshold_between(local[i], to.wall, tolerance);
    to.outside = threshold_between(local[i], to.surface, tolerance);
  }
  return out;
}

/// Whether the clothes that parsing sees stand off from the surface: at most a tenth of their pixels within
/// kClearClothes of it. True where it sees none.
bool clothes_are_clear(ImageView colour, const ZoneMap& zones, const Grid& grid,
                       const std::vector<Bgr>& surface) {
  const int step = std::max(1, colour.width() / 120);
  int all = 0;
  int alike = 0;
  for (int y = step / 2; y < colour.height(); y += step) {
    for (int x = step / 2; x < colour.width(); x += step) {
      if ((zones.at(x, y) & (zone::kCloth | zone::kOutside)) != zone::kCloth) continue;
      ++all;
      const Bgr& wall = surface[grid.index(x / grid.cell, y / grid.cell)];
      if (squared_distance(colour.at(x, y), wall) < kClearClothes * kClearClothes) ++alike;
    }
  }
  return alike * 10 <= all;
}

/// Neighbours in a row that share cell and zone.
struct Strip {
  const std::uint8_t* pixels;      ///< B G R
  std::span<std::uint8_t> person;  ///< what is decided: 255 person, 0 background

  void decide(bool is_person) const {
    std::fill(person.begin(), person.end(), static_cast<std::uint8_t>(is_person ? 255 : 0));
  }
  template <class IsPerson>
  void decide_each(IsPerson is_person) const {
    const std::uint8_t* p = pixels;
    for (std::uint8_t& out : person) {
      out = is_person(p) ? 255 : 0;
      p += 3;
    }
  }
  /// Person is what lies farther than this from a colour.
  void decide_beyond(const Bgr& colour, int squared) const {
    decide_each([colour, squared](const std::uint8_t* p) { return squared_distance(p, colour) > squared; });
  }
};

/// Decides by colour where parsing cannot.
class PixelJudge {
 public:
  /// trusted: the surface describes the background; clear_clothes: the clothes differ from it everywhere.
  PixelJudge(int tolerance, bool trusted, bool clear_clothes)
      : tolerance_(tolerance * tolerance), trusted_(trusted), clear_clothes_(clear_clothes) {}

  void decide(const Strip& strip, std::uint8_t z, const Decision& cell) const {
    if ((z & zone::kOutside) != 0) return outside(strip, z, cell);
    if ((z & zone::kEdge) == 0 || cell.edge < 0) return strip.decide((z & zone::kPerson) != 0);
    strip.decide_beyond(cell.wall, cell.edge);
  }

 private:
  /// Outside parsing's square.
  void outside(const Strip& strip, std::uint8_t z, const Decision& cell) const {
    const bool parsed = (z & zone::kPerson) != 0;
    const bool above = (z & zone::kAbove) != 0;
    const bool colour_decides = cell.outside >= 0 && (clear_clothes_ || above || !parsed);
    if (colour_decides) {
      const bool below = (z & zone::kBelow) != 0;
      const int limit = below ? std::min(cell.outside, kBelowFactor * tolerance_) : cell.outside;
      return strip.decide_beyond(cell.surface, limit);
    }
    // Clothes of the wall's colour: parsing wins. Over and beside the head it cannot: hair that touches the
    // square's border would reach the frame.
    if (!above && (z & (zone::kBelow | zone::kCloth)) != 0) return strip.decide(parsed);
    if (trusted_) {
      return strip.decide_each(
          [surface = cell.surface, wall = cell.wall, limit = tolerance_](const std::uint8_t* p) {
            return std::min(squared_distance(p, surface), squared_distance(p, wall)) > limit;
          });
    }
    if (!above) return strip.decide(parsed);
    if (!parsed || !cell.has_person) return strip.decide(false);
    strip.decide_each([person = cell.person, wall = cell.wall](const std::uint8_t* p) {
      const int from_person = squared_distance(p, person);
      return from_person < kMaxThreshold * kMaxThreshold && from_person < squared_distance(p, wall);
    });
  }

  int tolerance_;
  bool trusted_;
  bool clear_clothes_;
};

/// Where the zone of the pixel at begin ends, at the latest at limit.
int end_of_zone(const std::uint8_t* zone_row, int begin, int limit) {
  const std::uint8_t here = zone_row[begin / 2];
  const std::uint8_t* const last = zone_row + (limit + 1) / 2;
  const auto* next = std::find_if(zone_row + begin / 2, last, [here](std::uint8_t z) { return z != here; });
  return std::min(limit, 2 * static_cast<int>(next - zone_row));
}

ImageBuffer classify(ImageView colour, const ZoneMap& zones, const Grid& grid,
                     const std::vector<Decision>& decisions, const PixelJudge& judge) {
  const int width = colour.width();
  const int height = colour.height();
  ImageBuffer person(width, height, 1);
  for (int y = 0; y < height; ++y) {
    const std::uint8_t* zone_row = zones.row(y);
    const std::uint8_t* pixels = colour.row(y);
    std::uint8_t* out = person.row(y);
    for (int x = 0, end = 0; x < width; x = end) {
      const int column = x / grid.cell;
      end = end_of_zone(zone_row, x, std::min(width, (column + 1) * grid.cell));
      const Strip strip{pixels + 3 * x, {out + x, out + end}};
      judge.decide(strip, zone_row[x / 2], decisions[grid.index(column, y / grid.cell)]);
    }
  }
  return person;
}

/// The person's mask at working size.
ImageBuffer find_person(ImageView colour, const ZoneMap& zones, const Coefficients& coefficients, int cell,
                        int tolerance, bool trusted) {
  const Grid grid{cell, (colour.width() + cell - 1) / cell, (colour.height() + cell - 1) / cell};
  const std::vector<Bgr> surface = surface_of_cells(grid, coefficients, colour.width(), colour.height());
  const std::vector<CellSums> sums = cell_sums(grid, colour, zones, surface, tolerance);
  const std::vector<Decision> decisions =
      make_decisions(grid, local_colours(grid, sums), surface, tolerance, trusted);
  const PixelJudge judge(tolerance, trusted, clothes_are_clear(colour, zones, grid, surface));
  return classify(colour, zones, grid, decisions, judge);
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
  Components(const ImageBuffer& mask, const ZoneMap& zones) {
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
  void append_row(const ImageBuffer& mask, const ZoneMap& zones, int y) {
    const int width = mask.width();
    const std::uint8_t* row = mask.view().row(y);
    const std::uint8_t* zone_row = zones.row(y);
    const bool frame_row = y == 0 || y == mask.height() - 1;
    for (int x = 0; x < width;) {
      const bool person = row[x] != 0;
      const void* other = std::memchr(row + x, person ? 0 : 255, static_cast<std::size_t>(width - x));
      const int end = other ? static_cast<int>(static_cast<const std::uint8_t*>(other) - row) : width;
      bool anchored = !person && (frame_row || x == 0 || end == width);
      for (int i = x; !person && !anchored && i < end; ++i) anchored = surely_background(zone_row[i / 2]);
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
         *person.at(x, top) == 0 && *person.at(x, bottom) == 0;
}

std::vector<BackgroundBlock> blocks_of(ImageView colour, ImageView person, double scale) {
  constexpr double kMinShare = 0.25;
  const int width = colour.width();
  const int height = colour.height();
  const int margin = std::max(2, width / 160);
  // Every third pixel of 20x20 still gives a mean that is good to a tenth of a grey level.
  const int step = std::max(1, std::min(width / (kBlockColumns * 6), height / (kBlockRows * 6)));
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
  const ZoneMap zones(colour.width(), colour.height(), scale, parsing);
  const Sampling sampling = sample_background(colour, zones);
  if (sampling.samples.size() < kMinSamples) return Fact<BackgroundFacts>::failed("too-little-background");

  const Fit fit = fit_surface(sampling.samples);
  const double tolerance = std::max(kMinTolerance, kNoiseTolerance * sampling.noise_sigma);
  BackgroundFacts facts;
  facts.off_surface_share = outlier_share(fit.residuals, tolerance);
  facts.noise_sigma = sampling.noise_sigma;
  facts.mean = weighted_mean(sampling.samples, fit.weights);
  facts.surface = {fit.coefficients[2], fit.coefficients[1], fit.coefficients[0]};

  const int cell =
      std::clamp(static_cast<int>(0.2 * eyes_of(main_face.landmarks).distance() * scale), 6, 256);
  const bool trusted = facts.off_surface_share <= 1 - kMinInliers;
  facts.person =
      find_person(colour, zones, fit.coefficients, cell, static_cast<int>(std::lround(tolerance)), trusted);
  Components(facts.person, zones).clean(facts.person);
  facts.blocks = blocks_of(colour, facts.person.view(), scale);
  facts.share = background_share(facts.person);
  return facts;
}

}  // namespace photolint
