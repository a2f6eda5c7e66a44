// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "photolint/analysis/analysis.h"

// The background in small cells, compared with the smooth surface that was fitted to it.

namespace photolint {

/// One square of the working picture.
struct BackdropCell {
  std::array<float, 3> mean{};  ///< B G R
  float drop = 0;  ///< how much darker than the surface, as a share of the surface's luma; negative: brighter
  float darkening = 0;  ///< the same in grey levels of luma
  float off = 0;        ///< distance from the surface, grey levels
  int away = 0;        ///< cells to the nearest one that is not clear, diagonals count one; 0 where not clear
  bool clear = false;  ///< background through and through, a cell away from the person
  /// Off the surface by light alone: the surface's colour times one factor below 1, as a shadow makes it.
  bool shaded = false;
};

/// Cells of the whole working picture, row by row, 25 an eye distance.
struct Backdrop {
  int edge = 1;  ///< working pixels
  int columns = 0;
  int rows = 0;
  double eye_distance = 0;  ///< cells
  std::vector<BackdropCell> cells;

  [[nodiscard]] std::size_t index(int column, int row) const {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) +
           static_cast<std::size_t>(column);
  }
  [[nodiscard]] const BackdropCell& at(int column, int row) const { return cells[index(column, row)]; }
};

/// A connected patch of shaded cells no further than half an eye distance from the person's outline.
struct ShadePatch {
  std::vector<std::size_t> cells;  ///< indices, ascending
  double length = 0;               ///< of its border on the person, eye distances
  /// Mean drop within a quarter of an eye distance from the person, less that of the background behind the
  /// patch: a shadow is darkest at the person, a badly lit wall is as dark or darker further out.
  double depth = 0;
};

/// Worked out once a photo (analysis.derived). Needs pixels, faces, parsing, background and head, which must
/// be present. Nothing for fewer than 50 clear cells.
///
/// Inside parsing's square the person is parsing's: the background stage takes a dark shadow for person.
/// Parsing takes some for hair; before a coloured wall, hair in a darker shade of exactly its hue is shadow.
/// Above and under the square it is that stage's mask; beside the square, down to the chin, there is only
/// what reaches out of it.
[[nodiscard]] const std::optional<Backdrop>& find_backdrop(const Analysis& analysis);

/// Patches that run along the person for at least 0.3 eye distances, in the order of their first cell.
[[nodiscard]] std::vector<ShadePatch> shade_patches(const Backdrop& backdrop);

}  // namespace photolint
