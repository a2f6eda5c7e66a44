// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/backdrop.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <utility>

#include "photolint/image/colour.h"
#include "photolint/image/patch.h"
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

float luma(float b, float g, float r) {
  return 0.114F * b + 0.587F * g + 0.299F * r;
}

/// Who takes a cell; where several do, the last of them.
enum class Taken : std::uint8_t { nobody, hair, person };

/// Where the person is, cell by cell.
class PersonMap {
 public:
  PersonMap(const Analysis& analysis, const Backdrop& grid)
      : labels_(analysis.parsing.value().labels.view()),
        person_(analysis.background.value().person.view()),
        edge_(grid.edge),
        chin_(analysis.head.value().chin.y * analysis.scale),
        cells_(grid.cells.size()) {
    const Affine& map = analysis.parsing.value().image_to_crop;
    const double step = grid.edge / analysis.scale;
    in_labels_ = {map.apply({0, 0}),
                  {map.a * step, map.d * step},
                  {map.b * step, map.e * step},
                  grid.columns,
                  grid.rows};
    std::vector<Taken> above = corners(0);
    for (int y = 0; y < grid.rows; ++y) {
      std::vector<Taken> below = corners(y + 1);
      fill_row(y, above, below);
      above = std::move(below);
    }
  }

  /// Of so many cells from the first.
  [[nodiscard]] std::span<const Taken> at(std::size_t first, std::size_t count) const {
    return std::span(cells_).subspan(first, count);
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
  /// Of the corners above a row of cells.
  [[nodiscard]] std::vector<Taken> corners(int row) const {
    std::vector<Taken> taken(static_cast<std::size_t>(in_labels_.width) + 1);
    const Point first = in_labels_.at(0, row);
    for (std::size_t x = 0; x < taken.size(); ++x) {
      taken[x] = by_label(first + in_labels_.across * static_cast<double>(x));
    }
    return taken;
  }
  void fill_row(int row, const std::vector<Taken>& above, const std::vector<Taken>& below) {
    Taken* cells = &cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(in_labels_.width)];
    for (std::size_t x = 0; x + 1 < above.size(); ++x) {
      cells[x] = std::max(std::max(above[x], above[x + 1]), std::max(below[x], below[x + 1]));
    }
    const PatchRun inside = run_inside(labels_, in_labels_, row);
    for (int x = 0; x < inside.begin; ++x) cells[x] = outside_labels(x, row);
    for (int x = inside.end; x < in_labels_.width; ++x) cells[x] = outside_labels(x, row);
  }
  [[nodiscard]] Taken outside_labels(int column, int row) const {
    if (!mask_has(column, row)) return Taken::nobody;
    const Point middle = in_labels_.at(column + 0.5, row + 0.5);
    const bool over_or_under = middle.y < 0 || middle.y >= labels_.height();
    return over_or_under || (row + 0.5) * edge_ >= chin_ ? Taken::person : by_label(middle);
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
  double chin_;
  PatchGrid in_labels_;  ///< the cells on the labels
  std::vector<Taken> cells_;
};

/// Distances to the nearest cell that is not clear, diagonals count one; what lies outside the grid is no
/// limit. The ring around the person holds mixed pixels and counts as not clear.
void measure_distances(Backdrop& grid) {
  const std::size_t pitch = static_cast<std::size_t>(grid.columns) + 2;
  const int far = grid.columns + grid.rows;
  std::vector<int> away(pitch * (static_cast<std::size_t>(grid.rows) + 2), far);
  for (int y = 0; y < grid.rows; ++y) {
    int* row = &away[pitch * (static_cast<std::size_t>(y) + 1) + 1];
    const int* above = row - pitch;
    const BackdropCell* cells = &grid.cells[grid.index(0, y)];
    int before = far;
    for (int x = 0; x < grid.columns; ++x) {
      before = std::min(before, std::min(above[x - 1], std::min(above[x], above[x + 1])));
      before = cells[x].clear ? std::min(far, before + 1) : 0;
      row[x] = before;
    }
  }
  for (int y = grid.rows; y-- > 0;) {
    int* row = &away[pitch * (static_cast<std::size_t>(y) + 1) + 1];
    const int* under = row + pitch;
    BackdropCell* cells = &grid.cells[grid.index(0, y)];
    int after = far;
    for (int x = grid.columns; x-- > 0;) {
      after = std::min(after, std::min(under[x - 1], std::min(under[x], under[x + 1])));
      after = std::min(row[x], after + 1);
      row[x] = after;
      cells[x].away = std::max(0, after - 1);
      cells[x].clear = cells[x].away > 0;
      cells[x].shaded = cells[x].shaded && cells[x].clear;
    }
  }
}

bool is_coloured(const Rgb& wall) {
  return to_hsv(wall).saturation >= kColouredWall;
}

/// Cells beside one another against the surface under them. Values stand apart by channel and step in arrays
/// of one size, so that the compiler works out several cells at once.
struct CellBlock {
  static constexpr int kSize = 16;
  using Values = std::array<float, kSize>;

  std::array<Values, 3> mean{}, wall{};
  Values off{}, residue{}, drop{}, darkening{};

  void compare() {
    for (std::size_t x = 0; x < kSize; ++x) {
      const float seen = luma(mean[0][x], mean[1][x], mean[2][x]);
      const float full = luma(wall[0][x], wall[1][x], wall[2][x]);
      const float factor = seen / std::max(1.0F, full);
      float squared_off = 0;
      float squared_residue = 0;
      for (std::size_t c = 0; c < 3; ++c) {
        const float from_wall = mean[c][x] - wall[c][x];
        const float from_shade = mean[c][x] - factor * wall[c][x];
        squared_off += from_wall * from_wall;
        squared_residue += from_shade * from_shade;
      }
      off[x] = std::sqrt(squared_off);
      residue[x] = std::sqrt(squared_residue);
      drop[x] = 1 - factor;
      darkening[x] = full - seen;
    }
  }
  [[nodiscard]] BackdropCell cell(std::size_t x) const {
    BackdropCell cell;
    cell.mean = {mean[0][x], mean[1][x], mean[2][x]};
    cell.drop = drop[x];
    cell.darkening = darkening[x];
    cell.off = off[x];
    cell.shaded = cell.drop > kLeastDrop && cell.drop < kDeepestDrop &&
                  residue[x] < kColourResidue * cell.off + kResidueFloor;
    return cell;
  }
  /// Whether the cell may be the wall in the shade although parsing calls it hair.
  [[nodiscard]] bool is_shaded_wall(std::size_t x) const {
    return cell(x).shaded && drop[x] < kDeepestOnHair && residue[x] < kHairResidue * off[x] + kResidueFloor &&
           is_coloured({wall[2][x], wall[1][x], wall[0][x]});
  }
};

/// Blocks of one row of cells after another.
class BlockReader {
 public:
  BlockReader(const Analysis& analysis, const Backdrop& grid)
      : colour_(analysis.colour),
        surface_(analysis.background.value().surface),
        edge_(grid.edge),
        columns_(grid.columns),
        across_(static_cast<std::size_t>(grid.columns + CellBlock::kSize)),
        sums_(static_cast<std::size_t>(CellBlock::kSize * grid.edge) * 3) {
    for (std::size_t x = 0; x < across_.size(); ++x) {
      across_[x] = (static_cast<double>(x) + 0.5) * edge_ / colour_.width() - 0.5;
    }
  }

  void begin_row(int row) {
    row_ = row;
    const double v = (row + 0.5) * edge_ / colour_.height() - 0.5;
    const std::array channels = {&surface_.b, &surface_.g, &surface_.r};
    for (std::size_t c = 0; c < 3; ++c) {
      const std::array<double, 6>& k = *channels[c];
      terms_[c] = {k[0] + k[2] * v + k[5] * v * v, k[1] + k[4] * v, k[3]};
    }
  }
  /// What lies right of the last column stays as it was.
  const CellBlock& read(int first_column) {
    const int count = std::min(CellBlock::kSize, columns_ - first_column);
    add_up_columns(first_column, count);
    set_means(count);
    set_wall(first_column);
    block_.compare();
    return block_;
  }

 private:
  void add_up_columns(int first_column, int count) {
    const std::ptrdiff_t values = std::ptrdiff_t{count} * edge_ * 3;
    std::fill(sums_.begin(), sums_.end(), std::uint16_t{0});
    for (int y = row_ * edge_; y < (row_ + 1) * edge_; ++y) {
      const std::uint8_t* pixels = colour_.at(first_column * edge_, y);
      for (std::ptrdiff_t i = 0; i < values; ++i) {
        sums_[static_cast<std::size_t>(i)] =
            static_cast<std::uint16_t>(sums_[static_cast<std::size_t>(i)] + pixels[i]);
      }
    }
  }
  void set_means(int count) {
    const float share = 1 / static_cast<float>(edge_ * edge_);
    const std::uint16_t* p = sums_.data();
    for (std::size_t x = 0; x < static_cast<std::size_t>(count); ++x) {
      std::array<int, 3> bgr{};
      for (const std::uint16_t* end = p + std::ptrdiff_t{edge_} * 3; p < end; p += 3) {
        for (std::size_t c = 0; c < 3; ++c) bgr[c] += p[c];
      }
      for (std::size_t c = 0; c < 3; ++c) block_.mean[c][x] = static_cast<float>(bgr[c]) * share;
    }
  }
  void set_wall(int first_column) {
    const double* const u = &across_[static_cast<std::size_t>(first_column)];
    for (std::size_t c = 0; c < 3; ++c) {
      const auto [k0, k1, k2] = terms_[c];
      for (std::size_t x = 0; x < CellBlock::kSize; ++x) {
        const double value = k0 + u[x] * (k1 + u[x] * k2);
        block_.wall[c][x] = static_cast<float>(std::min(std::max(value, 0.0), 255.0));
      }
    }
  }

  ImageView colour_;
  const BackgroundSurface& surface_;
  int edge_;
  int columns_;
  int row_ = 0;
  std::vector<double> across_;                    ///< the surface's coordinate of the cells' middles
  std::array<std::array<double, 3>, 3> terms_{};  ///< of the surface along the row: k0 + k1 u + k2 u^2
  std::vector<std::uint16_t> sums_;               ///< of the block's pixel columns
  CellBlock block_;
};

void fill_cells(Backdrop& grid, const Analysis& analysis) {
  const PersonMap person(analysis, grid);
  BlockReader reader(analysis, grid);
  for (int y = 0; y < grid.rows; ++y) {
    reader.begin_row(y);
    for (int first = 0; first < grid.columns; first += CellBlock::kSize) {
      const auto count = static_cast<std::size_t>(std::min(CellBlock::kSize, grid.columns - first));
      const std::span<const Taken> taken = person.at(grid.index(first, y), count);
      const auto is_person = [](Taken t) { return t == Taken::person; };
      if (std::all_of(taken.begin(), taken.end(), is_person)) continue;
      const CellBlock& block = reader.read(first);
      for (std::size_t i = 0; i < count; ++i) {
        if (is_person(taken[i])) continue;
        BackdropCell& cell = grid.cells[grid.index(first, y) + i];
        cell = block.cell(i);
        cell.clear = taken[i] == Taken::nobody || block.is_shaded_wall(i);
      }
    }
  }
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

  fill_cells(grid, analysis);
  measure_distances(grid);
  const auto clear = std::count_if(grid.cells.begin(), grid.cells.end(),
                                   [](const BackdropCell& cell) { return cell.clear; });
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
