// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/backdrop.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

#include "photolint/image/colour.h"
#include "photolint/rule/face_frame.h"

namespace photolint {
namespace {

constexpr double kCellsPerEyeDistance = 25;
constexpr int kFewestClear = 50;
constexpr double kLeastDrop = 0.06;     // shares of the surface's luma: a shadow that is seen
constexpr double kDeepestDrop = 0.7;    // darker is hair or an object
constexpr double kColourResidue = 0.3;  // of the distance from the surface that shade may leave unexplained
constexpr double kResidueFloor = 4;     // grey levels
// Saturation of a wall from which darker pixels of its hue are shadow and not hair, whatever parsing says.
constexpr double kColouredWall = 0.25;
constexpr double kDeepestOnHair = 0.6;
constexpr double kHairResidue = 0.06;
// Eye distances from the outline.
constexpr double kPatchReach = 0.5;
constexpr double kCoreReach = 0.25;
constexpr double kRingReach = 0.9;
constexpr double kLeastLength = 0.3;

double luma(const std::array<double, 3>& bgr) {
  return 0.114 * bgr[0] + 0.587 * bgr[1] + 0.299 * bgr[2];
}

/// Who takes a cell.
enum class Taken { nobody, hair, person };

/// Where the person is, cell by cell.
class PersonMap {
 public:
  PersonMap(const Analysis& analysis, int edge)
      : analysis_(analysis),
        parsing_(analysis.parsing.value()),
        person_(analysis.background.value().person.view()),
        edge_(edge),
        chin_(analysis.head.value().chin.y * analysis.scale) {}

  [[nodiscard]] Taken at(int column, int row) const {
    const int x = column * edge_;
    const int y = row * edge_;
    const Point corner{static_cast<double>(x), static_cast<double>(y)};
    const double e = edge_;
    Taken most = Taken::nobody;
    for (const Point offset : {Point{e / 2, e / 2}, Point{0, 0}, Point{e, 0}, Point{0, e}, Point{e, e}}) {
      most = std::max(most, at(corner + offset, x, y));
      if (most == Taken::person) return most;
    }
    return most;
  }

 private:
  [[nodiscard]] Taken at(Point p, int x, int y) const {
    const Point in_crop = parsing_.image_to_crop.apply(p * (1 / analysis_.scale));
    const double width = parsing_.labels.width();
    const double height = parsing_.labels.height();
    const bool beside = in_crop.x < 0 || in_crop.x >= width;
    if (in_crop.y < 0 || in_crop.y >= height || (beside && p.y >= chin_)) {
      return mask_has(x, y) ? Taken::person : Taken::nobody;
    }
    const int label_x = static_cast<int>(std::clamp(in_crop.x, 0.0, width - 1));
    const auto label =
        static_cast<PortraitClass>(*parsing_.labels.view().at(label_x, static_cast<int>(in_crop.y)));
    if (label == PortraitClass::background || (beside && !mask_has(x, y))) return Taken::nobody;
    return label == PortraitClass::hair ? Taken::hair : Taken::person;
  }
  [[nodiscard]] bool mask_has(int x, int y) const {
    for (int j = y; j < y + edge_; ++j) {
      const std::uint8_t* row = person_.row(j);
      if (std::any_of(row + x, row + x + edge_, [](std::uint8_t v) { return v != 0; })) return true;
    }
    return false;
  }

  const Analysis& analysis_;
  const ParsingFacts& parsing_;
  ImageView person_;
  int edge_;
  double chin_;
};

/// Distances to the nearest cell without value, diagonals count one; what lies outside the grid is no limit.
void measure_distances(Backdrop& grid) {
  const int far = grid.columns + grid.rows;
  const auto relax = [&](int x, int y, int dx, int dy) {
    if (x + dx < 0 || x + dx >= grid.columns || y + dy < 0 || y + dy >= grid.rows) return;
    int& away = grid.cells[grid.index(x, y)].away;
    away = std::min(away, grid.at(x + dx, y + dy).away + 1);
  };
  for (BackdropCell& cell : grid.cells) cell.away = cell.clear ? far : 0;
  for (int y = 0; y < grid.rows; ++y) {
    for (int x = 0; x < grid.columns; ++x) {
      for (int dx = -1; dx <= 1; ++dx) relax(x, y, dx, -1);
      relax(x, y, -1, 0);
    }
  }
  for (int y = grid.rows; y-- > 0;) {
    for (int x = grid.columns; x-- > 0;) {
      for (int dx = -1; dx <= 1; ++dx) relax(x, y, dx, 1);
      relax(x, y, 1, 0);
    }
  }
}

std::array<double, 3> mean_of_cell(ImageView colour, int x, int y, int edge) {
  std::array<int, 3> sum{};
  for (int j = y; j < y + edge; ++j) {
    const std::uint8_t* p = colour.at(x, j);
    for (int i = 0; i < edge; ++i, p += 3) {
      for (std::size_t c = 0; c < 3; ++c) sum[c] += p[c];
    }
  }
  std::array<double, 3> mean{};
  for (std::size_t c = 0; c < 3; ++c) mean[c] = static_cast<double>(sum[c]) / (edge * edge);
  return mean;
}

/// Fills in the comparison; returns how far the cell is from any shade of the surface, grey levels.
double compare(BackdropCell& cell, const Rgb& surface) {
  const std::array<double, 3> wall = {std::clamp(surface.b, 0.0, 255.0), std::clamp(surface.g, 0.0, 255.0),
                                      std::clamp(surface.r, 0.0, 255.0)};
  const double factor = luma(cell.mean) / std::max(1.0, luma(wall));
  double off = 0;
  double residue = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    off += (cell.mean[c] - wall[c]) * (cell.mean[c] - wall[c]);
    residue += (cell.mean[c] - factor * wall[c]) * (cell.mean[c] - factor * wall[c]);
  }
  cell.off = std::sqrt(off);
  cell.drop = 1 - factor;
  cell.darkening = luma(wall) - luma(cell.mean);
  residue = std::sqrt(residue);
  cell.shaded = cell.drop > kLeastDrop && cell.drop < kDeepestDrop &&
                residue < kColourResidue * cell.off + kResidueFloor;
  return residue;
}

/// Takes the cells that hang together with the first one out of the open ones.
std::vector<std::size_t> take_patch(const Backdrop& grid, std::vector<char>& open, std::size_t first) {
  std::vector<std::size_t> patch = {first};
  open[first] = 0;
  for (std::size_t i = 0; i < patch.size(); ++i) {
    const int x = static_cast<int>(patch[i] % static_cast<std::size_t>(grid.columns));
    const int y = static_cast<int>(patch[i] / static_cast<std::size_t>(grid.columns));
    for (int j = std::max(0, y - 1); j <= std::min(grid.rows - 1, y + 1); ++j) {
      for (int k = std::max(0, x - 1); k <= std::min(grid.columns - 1, x + 1); ++k) {
        const std::size_t next = grid.index(k, j);
        if (open[next] == 0) continue;
        open[next] = 0;
        patch.push_back(next);
      }
    }
  }
  std::sort(patch.begin(), patch.end());
  return patch;
}

struct Mean {
  double sum = 0;
  int count = 0;
  void add(double value) {
    sum += value;
    ++count;
  }
  [[nodiscard]] double value() const { return count > 0 ? sum / count : 0; }
};

/// Mean drop behind a patch: cells between its reach and 0.9 eye distances from the person, no further than
/// that from the patch.
double drop_behind(const Backdrop& grid, const std::vector<std::size_t>& patch) {
  int left = grid.columns, right = 0, top = grid.rows, bottom = 0;
  for (const std::size_t i : patch) {
    const int x = static_cast<int>(i % static_cast<std::size_t>(grid.columns));
    const int y = static_cast<int>(i / static_cast<std::size_t>(grid.columns));
    left = std::min(left, x), right = std::max(right, x);
    top = std::min(top, y), bottom = std::max(bottom, y);
  }
  const int reach = static_cast<int>((kRingReach - kPatchReach) * grid.eye_distance) + 1;
  Mean drop;
  for (int y = std::max(0, top - reach); y <= std::min(grid.rows - 1, bottom + reach); ++y) {
    for (int x = std::max(0, left - reach); x <= std::min(grid.columns - 1, right + reach); ++x) {
      const BackdropCell& cell = grid.at(x, y);
      if (cell.away <= kPatchReach * grid.eye_distance || cell.away > kRingReach * grid.eye_distance)
        continue;
      drop.add(cell.drop);
    }
  }
  return std::max(0.0, drop.value());
}

}  // namespace

std::optional<Backdrop> find_backdrop(const Analysis& analysis) {
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return std::nullopt;
  Backdrop grid;
  grid.edge = std::max(2, static_cast<int>(std::lround(frame->eye_distance / kCellsPerEyeDistance)));
  grid.columns = analysis.colour.width() / grid.edge;
  grid.rows = analysis.colour.height() / grid.edge;
  grid.eye_distance = frame->eye_distance / grid.edge;
  grid.cells.resize(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows));

  const PersonMap person(analysis, grid.edge);
  const BackgroundSurface& surface = analysis.background.value().surface;
  for (int y = 0; y < grid.rows; ++y) {
    const double v = (y + 0.5) * grid.edge / analysis.colour.height() - 0.5;
    for (int x = 0; x < grid.columns; ++x) {
      BackdropCell& cell = grid.cells[grid.index(x, y)];
      const Taken taken = person.at(x, y);
      if (taken == Taken::person) continue;
      const double u = (x + 0.5) * grid.edge / analysis.colour.width() - 0.5;
      const Rgb wall = surface.at(u, v);
      cell.mean = mean_of_cell(analysis.colour, x * grid.edge, y * grid.edge, grid.edge);
      const double residue = compare(cell, wall);
      const bool shade_not_hair = cell.shaded && cell.drop < kDeepestOnHair &&
                                  residue < kHairResidue * cell.off + kResidueFloor &&
                                  to_hsv(wall).saturation >= kColouredWall;
      cell.clear = taken == Taken::nobody || shade_not_hair;
    }
  }
  measure_distances(grid);
  int clear = 0;
  for (BackdropCell& cell : grid.cells) {
    // The ring around the person holds mixed pixels.
    cell.away = std::max(0, cell.away - 1);
    cell.clear = cell.away > 0;
    cell.shaded = cell.shaded && cell.clear;
    if (cell.clear) ++clear;
  }
  if (clear < kFewestClear) return std::nullopt;
  return grid;
}

std::vector<ShadePatch> shade_patches(const Backdrop& backdrop) {
  const double reach = kPatchReach * backdrop.eye_distance;
  std::vector<char> open(backdrop.cells.size());
  for (std::size_t i = 0; i < open.size(); ++i) {
    open[i] = backdrop.cells[i].shaded && backdrop.cells[i].away <= reach ? 1 : 0;
  }
  std::vector<ShadePatch> patches;
  for (std::size_t i = 0; i < open.size(); ++i) {
    if (open[i] == 0) continue;
    ShadePatch patch;
    patch.cells = take_patch(backdrop, open, i);
    Mean core;
    int border = 0;
    for (const std::size_t cell : patch.cells) {
      const int away = backdrop.cells[cell].away;
      if (away <= 2) ++border;
      if (away <= kCoreReach * backdrop.eye_distance) core.add(backdrop.cells[cell].drop);
    }
    patch.length = border / backdrop.eye_distance;
    if (patch.length < kLeastLength) continue;
    patch.depth = core.value() - drop_behind(backdrop, patch.cells);
    patches.push_back(std::move(patch));
  }
  return patches;
}

}  // namespace photolint
