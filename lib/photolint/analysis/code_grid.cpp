// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/analysis/code_grid.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

namespace photolint {
namespace {

constexpr int kFinder = 7;  // modules a side of a finder pattern
constexpr int kVersions = 40;
constexpr int kCandidates = 3;      // versions that get the full fit
constexpr double kMinPixels = 1.2;  // a module of fewer pixels cannot be told from its neighbour
constexpr double kMinFit = 0.35;    // textures without a symbol reach 0.25

using Corners = std::array<Point, 4>;

/// The perspective map of the unit square onto a quadrilateral (Heckbert 1989, section 2.2.2).
class SquareMap {
 public:
  explicit SquareMap(const Corners& q) {
    const Point d1 = q[1] - q[2], d2 = q[3] - q[2], s = q[0] - q[1] + q[2] - q[3];
    const double det = d1.x * d2.y - d1.y * d2.x;
    g_ = det == 0 ? 0 : (s.x * d2.y - s.y * d2.x) / det;
    h_ = det == 0 ? 0 : (d1.x * s.y - d1.y * s.x) / det;
    x_ = q[1] - q[0] + q[1] * g_;
    y_ = q[3] - q[0] + q[3] * h_;
    origin_ = q[0];
  }
  [[nodiscard]] Point at(double u, double v) const {
    const double w = 1 / (g_ * u + h_ * v + 1);
    return {(x_.x * u + y_.x * v + origin_.x) * w, (x_.y * u + y_.y * v + origin_.y) * w};
  }

 private:
  Point x_, y_, origin_;
  double g_ = 0, h_ = 0;
};

/// Grey between the four nearest pixel centres; outside, the nearest edge pixel.
double grey_at(ImageView grey, Point p) {
  const double x = std::clamp(p.x - 0.5, 0., grey.width() - 1.);
  const double y = std::clamp(p.y - 0.5, 0., grey.height() - 1.);
  const int x0 = static_cast<int>(x), y0 = static_cast<int>(y);
  const int x1 = std::min(x0 + 1, grey.width() - 1), y1 = std::min(y0 + 1, grey.height() - 1);
  const double fx = x - x0, fy = y - y0;
  const double top = *grey.at(x0, y0) * (1 - fx) + *grey.at(x1, y0) * fx;
  const double bottom = *grey.at(x0, y1) * (1 - fx) + *grey.at(x1, y1) * fx;
  return top * (1 - fy) + bottom * fy;
}

/// One module of a fixed pattern.
struct FixedModule {
  int column, row;
  bool dark;
};

/// A fixed pattern, correlated on its own so that uneven light does not matter.
struct FixedPattern {
  std::vector<FixedModule> modules;
  double weight = 1;
};

/// The finder pattern with its light separator; (left, top): its own top left module.
FixedPattern finder_pattern(int left, int top, int size) {
  FixedPattern pattern;
  for (int y = -1; y <= kFinder; ++y) {
    for (int x = -1; x <= kFinder; ++x) {
      if (left + x < 0 || top + y < 0 || left + x >= size || top + y >= size) continue;
      const int ring = std::max(std::abs(x - 3), std::abs(y - 3));
      pattern.modules.push_back({left + x, top + y, ring != 2 && ring != 4});
    }
  }
  return pattern;
}

FixedPattern alignment_pattern(int column, int row, double weight) {
  FixedPattern pattern;
  pattern.weight = weight;
  for (int y = -2; y <= 2; ++y) {
    for (int x = -2; x <= 2; ++x)
      pattern.modules.push_back({column + x, row + y, std::max(std::abs(x), std::abs(y)) != 1});
  }
  return pattern;
}

/// Rows and columns of the centres of alignment patterns (ISO/IEC 18004, annex E), by its rule: evenly spaced
/// by an even number from the far end, the rest in the first gap.
std::vector<int> alignment_centres(int version) {
  if (version < 2) return {};
  const int count = version / 7 + 2;
  const int step = version == 32 ? 26 : (version * 4 + count * 2 + 1) / (count * 2 - 2) * 2;
  std::vector<int> centres(static_cast<std::size_t>(count), 6);
  int at = 17 + 4 * version - kFinder;
  for (std::size_t i = centres.size() - 1; i > 0; --i, at -= step) centres[i] = at;
  return centres;
}

std::vector<FixedPattern> alignment_patterns(int size) {
  const std::vector<int> centres = alignment_centres((size - 17) / 4);
  std::vector<FixedPattern> patterns;
  for (const int row : centres) {
    for (const int column : centres) {
      const bool on_finder = (row == 6 && column == 6) || (row == 6 && column == centres.back()) ||
                             (row == centres.back() && column == 6);
      if (!on_finder)
        patterns.push_back(alignment_pattern(column, row, 2. / static_cast<double>(centres.size())));
    }
  }
  return patterns;
}

FixedPattern timing_pattern(int size, bool along_row) {
  FixedPattern pattern;
  pattern.weight = 2;
  for (int i = kFinder + 1; i < size - kFinder - 1; ++i) {
    const bool dark = i % 2 == 0;
    pattern.modules.push_back(along_row ? FixedModule{i, 6, dark} : FixedModule{6, i, dark});
  }
  return pattern;
}

/// Finder and timing patterns: what every version has.
std::vector<FixedPattern> base_patterns(int size) {
  return {finder_pattern(0, 0, size), finder_pattern(size - kFinder, 0, size),
          finder_pattern(0, size - kFinder, size), timing_pattern(size, true), timing_pattern(size, false)};
}

/// Correlation of one pattern with the picture, -1..1; 0 on an even area.
double correlation(ImageView grey, const SquareMap& map, const FixedPattern& pattern, double size) {
  double n = 0, dark = 0, sum = 0, squares = 0, dark_sum = 0;
  for (const FixedModule& module : pattern.modules) {
    const double value = grey_at(grey, map.at((module.column + 0.5) / size, (module.row + 0.5) / size));
    n += 1;
    sum += value;
    squares += value * value;
    if (module.dark) {
      dark += 1;
      dark_sum += value;
    }
  }
  const double variance = squares - sum * sum / n;
  const double spread = dark * (n - dark) / n;
  if (variance < n || spread <= 0) return 0;  // less than one grey level of contrast
  return (dark * sum / n - dark_sum) / std::sqrt(variance * spread);
}

double score(ImageView grey, const Corners& corners, const std::vector<FixedPattern>& patterns, int size) {
  const SquareMap map(corners);
  double sum = 0, weights = 0;
  for (const FixedPattern& pattern : patterns) {
    sum += pattern.weight * correlation(grey, map, pattern, size);
    weights += pattern.weight;
  }
  return sum / weights;
}

bool usable(const Corners& q) {
  for (std::size_t i = 0; i < 4; ++i) {
    const Point a = q[(i + 1) % 4] - q[i], b = q[(i + 2) % 4] - q[(i + 1) % 4];
    if (!std::isfinite(a.x) || !std::isfinite(a.y) || a.x * b.y - a.y * b.x < 100 || distance({}, a) < 21)
      return false;
  }
  return true;
}

double mean_side(const Corners& q) {
  return (distance(q[0], q[1]) + distance(q[1], q[2]) + distance(q[2], q[3]) + distance(q[3], q[0])) / 4;
}

/// A fit in progress.
struct Fit {
  Corners corners{};
  int size = 0;
  double score = -1;
};

/// Moves each corner along each axis by the step as long as that helps; steps in pixels.
Fit climb(ImageView grey, Fit fit, const std::vector<FixedPattern>& patterns, double step) {
  constexpr int kRounds = 6;
  bool moved = true;
  for (int round = 0; round < kRounds && moved; ++round) {
    moved = false;
    for (std::size_t i = 0; i < 8; ++i) {
      for (const double sign : {-1., 1.}) {
        Fit next = fit;
        Point& corner = next.corners[i / 2];
        (i % 2 == 0 ? corner.x : corner.y) += sign * step;
        if (!usable(next.corners)) continue;
        next.score = score(grey, next.corners, patterns, fit.size);
        if (next.score <= fit.score) continue;
        fit = next;
        moved = true;
      }
    }
  }
  return fit;
}

Fit quick_fit(ImageView grey, const Corners& corners, int size) {
  const std::vector<FixedPattern> patterns = base_patterns(size);
  const double module = mean_side(corners) / size;
  Fit fit{corners, size, score(grey, corners, patterns, size)};
  for (const double step : {1., 0.5}) fit = climb(grey, fit, patterns, step * module);
  return fit;
}

/// The corner opposite to the middle finder pattern is known least: look for the alignment patterns around
/// it.
Fit search_far_corner(ImageView grey, const Fit& start, const std::vector<FixedPattern>& patterns) {
  constexpr int kReach = 6;  // half modules
  const double step = mean_side(start.corners) / start.size / 2;
  Fit best = start;
  best.score = score(grey, start.corners, patterns, start.size);
  for (int y = -kReach; y <= kReach; ++y) {
    for (int x = -kReach; x <= kReach; ++x) {
      Fit next = start;
      next.corners[2] = start.corners[2] + Point{x * step, y * step};
      if (!usable(next.corners)) continue;
      next.score = score(grey, next.corners, patterns, start.size);
      if (next.score > best.score) best = next;
    }
  }
  return best;
}

Fit full_fit(ImageView grey, const Fit& quick) {
  std::vector<FixedPattern> patterns = base_patterns(quick.size);
  for (FixedPattern& pattern : alignment_patterns(quick.size)) patterns.push_back(std::move(pattern));
  Fit fit = search_far_corner(grey, quick, patterns);
  const double module = mean_side(fit.corners) / fit.size;
  for (const double step : {0.5, 0.25, 0.1}) fit = climb(grey, fit, patterns, step * module);
  return fit;
}

/// The order of corners in which the three finder patterns fit best at a middling version.
Corners oriented(ImageView grey, Corners corners) {
  Corners best = corners;
  double best_score = -2;
  for (int turn = 0; turn < 4; ++turn) {
    for (const int size : {29, 41, 57}) {
      std::vector<FixedPattern> finders = base_patterns(size);
      finders.resize(3);
      const double s = score(grey, corners, finders, size);
      if (s <= best_score) continue;
      best_score = s;
      best = corners;
    }
    std::rotate(corners.begin(), corners.begin() + 1, corners.end());
  }
  return best;
}

/// Mean light less mean dark of a pattern, grey levels.
double contrast(ImageView grey, const CodeGrid& grid, const FixedPattern& pattern) {
  const SquareMap map(grid.corners);
  double sums[2] = {0, 0}, counts[2] = {0, 0};
  for (const FixedModule& module : pattern.modules) {
    sums[module.dark] +=
        grey_at(grey, map.at((module.column + 0.5) / grid.modules, (module.row + 0.5) / grid.modules));
    counts[module.dark] += 1;
  }
  return counts[0] > 0 && counts[1] > 0 ? sums[0] / counts[0] - sums[1] / counts[1] : 0;
}

double modulation_of(ImageView grey, const CodeGrid& grid) {
  const std::vector<FixedPattern> patterns = base_patterns(grid.modules);
  const double finders = (contrast(grey, grid, patterns[0]) + contrast(grey, grid, patterns[1]) +
                          contrast(grey, grid, patterns[2])) /
                         3;
  const double timing = (contrast(grey, grid, patterns[3]) + contrast(grey, grid, patterns[4])) / 2;
  return finders > 1 ? std::max(0., timing / finders) : 0;
}

/// Mean grey of every module, row by row.
std::vector<double> module_greys(ImageView grey, const CodeGrid& grid) {
  constexpr Point kOffsets[] = {{0, 0}, {-0.2, -0.2}, {0.2, -0.2}, {-0.2, 0.2}, {0.2, 0.2}};
  const SquareMap map(grid.corners);
  std::vector<double> greys;
  greys.reserve(static_cast<std::size_t>(grid.modules) * static_cast<std::size_t>(grid.modules));
  for (int row = 0; row < grid.modules; ++row) {
    for (int column = 0; column < grid.modules; ++column) {
      double sum = 0;
      for (const Point& offset : kOffsets)
        sum += grey_at(
            grey, map.at((column + 0.5 + offset.x) / grid.modules, (row + 0.5 + offset.y) / grid.modules));
      greys.push_back(sum / 5);
    }
  }
  return greys;
}

/// Mean over the square of the given reach around a module, cut at the symbol's edge.
double mean_around(const std::vector<double>& greys, int size, int column, int row, int reach) {
  double sum = 0;
  int count = 0;
  for (int y = std::max(0, row - reach); y <= std::min(size - 1, row + reach); ++y) {
    for (int x = std::max(0, column - reach); x <= std::min(size - 1, column + reach); ++x, ++count)
      sum += greys[static_cast<std::size_t>(y * size + x)];
  }
  return sum / count;
}

void draw_module(ImageBuffer& picture, int column, int row, bool dark) {
  constexpr int kScale = 4, kQuiet = 4;
  for (int y = 0; y < kScale; ++y) {
    std::uint8_t* line = picture.at((kQuiet + column) * kScale, (kQuiet + row) * kScale + y);
    std::fill(line, line + kScale, dark ? std::uint8_t{0} : std::uint8_t{255});
  }
}

}  // namespace

double CodeGrid::pixels_per_module() const {
  return modules > 0 ? mean_side(corners) / modules : 0;
}

std::optional<CodeGrid> fit_code_grid(ImageView grey, const std::array<Point, 4>& corners) {
  if (grey.empty() || !usable(corners)) return std::nullopt;
  const Corners start = oriented(grey, corners);
  std::vector<Fit> fits;
  for (int version = 1; version <= kVersions; ++version) {
    const int size = 17 + 4 * version;
    if (mean_side(start) < kMinPixels * size) break;
    fits.push_back(quick_fit(grey, start, size));
  }
  std::stable_sort(fits.begin(), fits.end(), [](const Fit& a, const Fit& b) { return a.score > b.score; });
  if (fits.size() > kCandidates) fits.resize(kCandidates);
  Fit best;
  for (const Fit& fit : fits) {
    const Fit full = full_fit(grey, fit);
    if (full.score > best.score) best = full;
  }
  if (best.score < kMinFit) return std::nullopt;
  CodeGrid grid{best.corners, best.size, best.score, 0};
  grid.modulation = modulation_of(grey, grid);
  return grid;
}

ImageBuffer sample_code_grid(ImageView grey, const CodeGrid& grid, double sharpening) {
  const int size = grid.modules;
  const std::vector<double> greys = module_greys(grey, grid);
  ImageBuffer picture((size + 8) * 4, (size + 8) * 4, 1, 255);
  for (int row = 0; row < size; ++row) {
    for (int column = 0; column < size; ++column) {
      const double own = greys[static_cast<std::size_t>(row * size + column)];
      const double sharp = own + sharpening * (own - mean_around(greys, size, column, row, 1));
      draw_module(picture, column, row, sharp < mean_around(greys, size, column, row, 4));
    }
  }
  std::vector<FixedPattern> patterns = base_patterns(size);
  for (FixedPattern& pattern : alignment_patterns(size)) patterns.push_back(std::move(pattern));
  for (const FixedPattern& pattern : patterns) {
    for (const FixedModule& module : pattern.modules)
      draw_module(picture, module.column, module.row, module.dark);
  }
  return picture;
}

}  // namespace photolint
