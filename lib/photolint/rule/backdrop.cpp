// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/backdrop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "photolint/image/colour.h"
#include "photolint/rule/face_frame.h"

namespace photolint {
namespace {

constexpr double kCellsPerEyeDistance = 25;
constexpr int kFewestClear = 50;
constexpr float kLeastDrop = 0.06F;     // shares of the surface's luma: a shadow that is seen
constexpr float kDeepestDrop = 0.7F;    // darker is hair or an object
constexpr float kColourResidue = 0.3F;  // of the distance from the surface that shade may leave unexplained
constexpr float kResidueFloor = 4;      // grey levels
// Saturation of a wall from which darker pixels of its hue are shadow and not hair, whatever parsing says.
constexpr double kColouredWall = 0.25;
constexpr float kDeepestOnHair = 0.6F;
constexpr float kHairResidue = 0.06F;
// Eye distances from the outline.
constexpr double kPatchReach = 0.5;
constexpr double kCoreReach = 0.25;
constexpr double kRingReach = 0.9;
constexpr double kLeastLength = 0.3;

float luma(const std::array<float, 3>& bgr) {
  return 0.114F * bgr[0] + 0.587F * bgr[1] + 0.299F * bgr[2];
}

/// Who takes a cell.
enum class Taken { nobody, hair, person };

/// Where the person is, cell by cell.
class PersonMap {
 public:
  PersonMap(const Analysis& analysis, const Backdrop& grid)
      : labels_(analysis.parsing.value().labels.view()),
        person_(analysis.background.value().person.view()),
        edge_(grid.edge),
        columns_(grid.columns + 1),
        chin_(analysis.head.value().chin.y * analysis.scale) {
    const Affine& map = analysis.parsing.value().image_to_crop;
    const double step = grid.edge / analysis.scale;
    to_crop_ = {map.a * step, map.b * step, map.c, map.d * step, map.e * step, map.f};
    corners_.reserve(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(grid.rows + 1));
    const Point right = to_crop_.apply({1, 0}) - to_crop_.apply({0, 0});
    for (int y = 0; y <= grid.rows; ++y) {
      const Point first = to_crop_.apply({0, static_cast<double>(y)});
      for (int x = 0; x <= grid.columns; ++x) corners_.push_back(by_label(first + right * x));
    }
  }

  [[nodiscard]] Taken at(int column, int row) const {
    const Point middle = to_crop_.apply({column + 0.5, row + 0.5});
    const bool beside = middle.x < 0 || middle.x >= labels_.width();
    const bool over_or_under = middle.y < 0 || middle.y >= labels_.height();
    if (over_or_under || (beside && (row + 0.5) * edge_ >= chin_)) {
      return mask_has(column, row) ? Taken::person : Taken::nobody;
    }
    if (beside) return mask_has(column, row) ? by_label(middle) : Taken::nobody;
    const Taken* corner = &corners_[static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) +
                                    static_cast<std::size_t>(column)];
    return std::max({corner[0], corner[1], corner[columns_], corner[columns_ + 1]});
  }

 private:
  /// By the nearest label.
  [[nodiscard]] Taken by_label(Point in_crop) const {
    const int x = std::clamp(static_cast<int>(in_crop.x), 0, labels_.width() - 1);
    const int y = std::clamp(static_cast<int>(in_crop.y), 0, labels_.height() - 1);
    const auto label = static_cast<PortraitClass>(*labels_.at(x, y));
    if (label == PortraitClass::background) return Taken::nobody;
    return label == PortraitClass::hair ? Taken::hair : Taken::person;
  }
  [[nodiscard]] bool mask_has(int column, int row) const {
    for (int y = row * edge_; y < (row + 1) * edge_; ++y) {
      const std::uint8_t* begin = person_.row(y) + std::ptrdiff_t{column} * edge_;
      if (std::any_of(begin, begin + edge_, [](std::uint8_t v) { return v != 0; })) return true;
    }
    return false;
  }

  ImageView labels_;
  ImageView person_;
  int edge_;
  int columns_;
  double chin_;
  Affine to_crop_;              ///< cells to label pixels
  std::vector<Taken> corners_;  ///< of the cells, by the labels
};

/// Distances to the nearest cell without value, diagonals count one; what lies outside the grid is no limit.
void measure_distances(Backdrop& grid) {
  const std::size_t pitch = static_cast<std::size_t>(grid.columns) + 2;
  const int far = grid.columns + grid.rows;
  std::vector<int> away(pitch * (static_cast<std::size_t>(grid.rows) + 2), far);
  const auto place = [pitch](int x, int y) {
    return (static_cast<std::size_t>(y) + 1) * pitch + static_cast<std::size_t>(x) + 1;
  };
  for (int y = 0; y < grid.rows; ++y) {
    for (int x = 0; x < grid.columns; ++x) {
      const std::size_t i = place(x, y);
      const int before = std::min({away[i - pitch - 1], away[i - pitch], away[i - pitch + 1], away[i - 1]});
      away[i] = grid.at(x, y).clear ? std::min(far, before + 1) : 0;
    }
  }
  for (int y = grid.rows; y-- > 0;) {
    for (int x = grid.columns; x-- > 0;) {
      const std::size_t i = place(x, y);
      const int after = std::min({away[i + pitch - 1], away[i + pitch], away[i + pitch + 1], away[i + 1]});
      away[i] = std::min(away[i], after + 1);
      grid.cells[grid.index(x, y)].away = away[i];
    }
  }
}

/// The surface along one row of cells: per channel, B G R, k0 + k1 u + k2 u^2.
class SurfaceRow {
 public:
  SurfaceRow(const BackgroundSurface& surface, double v) {
    const std::array channels = {&surface.b, &surface.g, &surface.r};
    for (std::size_t c = 0; c < 3; ++c) {
      const std::array<double, 6>& k = *channels[c];
      terms_[c] = {k[0] + k[2] * v + k[5] * v * v, k[1] + k[4] * v, k[3]};
    }
  }
  [[nodiscard]] std::array<float, 3> at(double u) const {
    std::array<float, 3> colour{};
    for (std::size_t c = 0; c < 3; ++c) {
      const double value = terms_[c][0] + u * (terms_[c][1] + u * terms_[c][2]);
      colour[c] = static_cast<float>(std::clamp(value, 0.0, 255.0));
    }
    return colour;
  }

 private:
  std::array<std::array<double, 3>, 3> terms_{};
};

/// One row of cells: its pixels summed up column by column, so that the compiler adds many at once.
class CellRow {
 public:
  CellRow(ImageView colour, int row, int edge)
      : edge_(edge), sums_(static_cast<std::size_t>(colour.width()) * 3) {
    for (int y = row * edge; y < (row + 1) * edge; ++y) {
      const std::uint8_t* pixels = colour.row(y);
      for (std::size_t i = 0; i < sums_.size(); ++i) sums_[i] += pixels[i];
    }
  }
  [[nodiscard]] std::array<float, 3> mean(int column) const {
    const std::uint32_t* p = sums_.data() + std::ptrdiff_t{column} * edge_ * 3;
    std::array<std::uint32_t, 3> bgr{};
    for (const std::uint32_t* end = p + std::ptrdiff_t{edge_} * 3; p < end; p += 3) {
      for (std::size_t c = 0; c < 3; ++c) bgr[c] += p[c];
    }
    const float share = 1 / static_cast<float>(edge_ * edge_);
    return {static_cast<float>(bgr[0]) * share, static_cast<float>(bgr[1]) * share,
            static_cast<float>(bgr[2]) * share};
  }

 private:
  int edge_;
  std::vector<std::uint32_t> sums_;
};

/// Fills in the comparison; returns how far the cell is from any shade of the surface, grey levels.
float compare(BackdropCell& cell, const std::array<float, 3>& wall) {
  const float factor = luma(cell.mean) / std::max(1.0F, luma(wall));
  float off = 0;
  float residue = 0;
  for (std::size_t c = 0; c < 3; ++c) {
    const float from_wall = cell.mean[c] - wall[c];
    const float from_shade = cell.mean[c] - factor * wall[c];
    off += from_wall * from_wall;
    residue += from_shade * from_shade;
  }
  residue = std::sqrt(residue);
  cell.off = std::sqrt(off);
  cell.drop = 1 - factor;
  cell.darkening = luma(wall) - luma(cell.mean);
  cell.shaded = cell.drop > kLeastDrop && cell.drop < kDeepestDrop &&
                residue < kColourResidue * cell.off + kResidueFloor;
  return residue;
}

bool is_coloured(const std::array<float, 3>& wall) {
  return to_hsv({wall[2], wall[1], wall[0]}).saturation >= kColouredWall;
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

std::optional<Backdrop> backdrop_of(const Analysis& analysis) {
  const std::optional<FaceFrame> frame = face_frame(analysis);
  if (!frame) return std::nullopt;
  Backdrop grid;
  grid.edge = std::max(2, static_cast<int>(std::lround(frame->eye_distance / kCellsPerEyeDistance)));
  grid.columns = analysis.colour.width() / grid.edge;
  grid.rows = analysis.colour.height() / grid.edge;
  grid.eye_distance = frame->eye_distance / grid.edge;
  grid.cells.resize(static_cast<std::size_t>(grid.columns) * static_cast<std::size_t>(grid.rows));

  const PersonMap person(analysis, grid);
  for (int y = 0; y < grid.rows; ++y) {
    const SurfaceRow surface(analysis.background.value().surface,
                             (y + 0.5) * grid.edge / analysis.colour.height() - 0.5);
    const CellRow pixels(analysis.colour, y, grid.edge);
    for (int x = 0; x < grid.columns; ++x) {
      const Taken taken = person.at(x, y);
      if (taken == Taken::person) continue;
      BackdropCell& cell = grid.cells[grid.index(x, y)];
      const std::array<float, 3> wall = surface.at((x + 0.5) * grid.edge / analysis.colour.width() - 0.5);
      cell.mean = pixels.mean(x);
      const float residue = compare(cell, wall);
      cell.clear =
          taken == Taken::nobody || (cell.shaded && cell.drop < kDeepestOnHair &&
                                     residue < kHairResidue * cell.off + kResidueFloor && is_coloured(wall));
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

}  // namespace

const std::optional<Backdrop>& find_backdrop(const Analysis& analysis) {
  return analysis.derived.of<backdrop_of>(analysis);
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
