// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/rule/smile.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>

#include "photolint/image/patch.h"
#include "photolint/image/plane.h"
#include "photolint/rule/face_patch.h"
#include "photolint/rule/smile_weights.h"

namespace photolint {
namespace {

constexpr int kPixelsPerEyeDistance = 56;
constexpr int kCell = 16;  // patch pixels
constexpr int kColumns = 8, kRows = 6;
constexpr int kTop = 4;     // patch pixels under the eyes' middle
constexpr int kMargin = 3;  // patch pixels: for the blur and the gradient
constexpr std::size_t kTerms = 5;
constexpr double kFaintest = 0.05;  // of the mean strength: plain skin has no direction
constexpr double kPointScale = 8;   // of eye distances: brings the points' share to that of the cells
constexpr int kLipPoints = 20;

/// Sums over the pixels of a cell: the length of the gradient, and the same times cosine and sine of the
/// doubled and of the fourfold angle.
using Cell = std::array<double, kTerms>;

/// Cells row by row.
struct CellGrid {
  std::array<Cell, std::size_t{kColumns} * kRows> cells{};

  static std::size_t index(int column, int row) {
    return static_cast<std::size_t>(row) * kColumns + static_cast<std::size_t>(column);
  }
  /// How strong the edges of a cell are; beyond the border the cells of the border continue.
  [[nodiscard]] double strength(int column, int row) const {
    return cells[index(std::clamp(column, 0, kColumns - 1), std::clamp(row, 0, kRows - 1))][0];
  }
};

Plane lower_face(const Analysis& analysis, const FaceFrame& frame) {
  const double step = frame.eye_distance / kPixelsPerEyeDistance;
  PatchGrid grid;
  grid.across = frame.across * step;
  grid.down = frame.down * step;
  grid.width = kColumns * kCell + 2 * kMargin;
  grid.height = kRows * kCell + 2 * kMargin;
  grid.origin = frame.eyes() - grid.across * (kColumns * kCell / 2 + kMargin) + grid.down * (kTop - kMargin);
  const ImageBuffer grey = sample_patch(analysis.grey, grid);
  Plane plane(grid.width, grid.height);
  for (int y = 0; y < grid.height; ++y) std::copy_n(grey.view().row(y), grid.width, plane.row(y));
  return smoothed(plane);
}

/// Sums of the terms down the pixel columns of one row of cells. Values stand apart, so that the compiler
/// works out several columns at once.
class ColumnSums {
 public:
  /// Rows of the patch from the first pixel of the cells on; a pixel before and one behind exist.
  void add(const float* above, const float* here, const float* below) {
    for (std::size_t x = 0; x < kWidth; ++x) {
      const float dx = here[x + 1] - (here - 1)[x];
      const float dy = below[x] - above[x];
      const float length = std::sqrt(dx * dx + dy * dy);
      const float share = 1 / std::max(length, std::numeric_limits<float>::min());
      const float cosine = (dx * dx - dy * dy) * share;  // of the doubled angle, times the length
      const float sine = 2 * dx * dy * share;
      terms_[0][x] += length;
      terms_[1][x] += cosine;
      terms_[2][x] += sine;
      terms_[3][x] += (cosine * cosine - sine * sine) * share;
      terms_[4][x] += 2 * cosine * sine * share;
    }
  }
  [[nodiscard]] Cell cell(int column) const {
    Cell cell{};
    for (std::size_t term = 0; term < kTerms; ++term) {
      const float* const first = terms_[term].data() + std::ptrdiff_t{column} * kCell;
      cell[term] = std::accumulate(first, first + kCell, 0.0);
    }
    return cell;
  }

 private:
  static constexpr std::size_t kWidth = std::size_t{kColumns} * kCell;
  std::array<std::array<float, kWidth>, kTerms> terms_{};
};

CellGrid cells_of(const Plane& face) {
  CellGrid grid;
  for (int row = 0; row < kRows; ++row) {
    ColumnSums sums;
    for (int y = row * kCell + kMargin; y < (row + 1) * kCell + kMargin; ++y) {
      sums.add(face.row(y - 1) + kMargin, face.row(y) + kMargin, face.row(y + 1) + kMargin);
    }
    for (int column = 0; column < kColumns; ++column) {
      grid.cells[CellGrid::index(column, row)] = sums.cell(column);
    }
  }
  return grid;
}

double mean_strength(const CellGrid& grid) {
  double sum = 0;
  for (const Cell& cell : grid.cells) sum += cell[0];
  return sum / static_cast<double>(grid.cells.size());
}

/// The terms against the strength of the 3 x 3 cells around and a little of the whole face's mean, which is
/// not 0.
Cell relative(const CellGrid& grid, int column, int row, double mean) {
  double around = 0;
  for (int y = row - 1; y <= row + 1; ++y) {
    for (int x = column - 1; x <= column + 1; ++x) around += grid.strength(x, y);
  }
  Cell cell = grid.cells[CellGrid::index(column, row)];
  for (double& term : cell) term /= around / 9 + kFaintest * mean;
  return cell;
}

using CellValues = std::array<double, kTerms * kRows * kColumns / 2>;

/// All 0 for a face without any edge.
CellValues cell_values(const CellGrid& grid) {
  CellValues values{};
  const double mean = mean_strength(grid);
  if (mean == 0) return values;
  auto out = values.begin();
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kColumns / 2; ++column) {
      const Cell left = relative(grid, column, row, mean);
      const Cell right = relative(grid, kColumns - 1 - column, row, mean);
      for (std::size_t term = 0; term < kTerms; ++term) {
        const bool is_sine = term == 2 || term == 4;  // a mirror turns it round
        *out++ = left[term] + (is_sine ? -right[term] : right[term]);
      }
    }
  }
  return values;
}

using LipValues = std::array<double, kSmileValues - std::tuple_size_v<CellValues>>;

/// The rings of landmarks run from the left corner of the mouth along the lower lip; a point and the one on
/// the other side are taken together.
LipValues lip_values(const Analysis& analysis, const FaceFrame& frame) {
  LipValues values{};
  auto out = values.begin();
  for (const int ring : {landmark::kLipsOuterBegin, landmark::kLipsInnerBegin}) {
    for (int i = 0; i < kLipPoints; ++i) {
      const int mirrored = (kLipPoints + kLipPoints / 2 - i) % kLipPoints;
      if (mirrored < i) continue;
      const Point a = face_place(analysis, frame, ring + i);
      const Point b = face_place(analysis, frame, ring + mirrored);
      *out++ = kPointScale * (a.x - b.x) / 2;
      *out++ = kPointScale * (a.y + b.y) / 2;
    }
  }
  return values;
}

}  // namespace

SmileValues smile_values(const Analysis& analysis, const FaceFrame& frame) {
  const CellValues cells = cell_values(cells_of(lower_face(analysis, frame)));
  const LipValues lips = lip_values(analysis, frame);
  SmileValues values{};
  std::copy(lips.begin(), lips.end(), std::copy(cells.begin(), cells.end(), values.begin()));
  return values;
}

double smile_score(const SmileValues& values) {
  return std::clamp(std::inner_product(values.begin(), values.end(), kSmileWeights.begin(), kSmileBias), 0.0,
                    1.0);
}

}  // namespace photolint
