// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tests/accuracy/subject.h"

// Defects drawn by the program in graded strengths, by family.

namespace photolint::test {

/// One kind of defect. A drawer gives an empty picture where the subject cannot have the defect (no ear to
/// hang a ring on).
struct DrawnDefect {
  const char* name;
  const char* rule;  ///< that is there for it
  const char* unit;  ///< of the strength
  std::vector<double> strengths;
  std::function<cv::Mat(const Subject&, double)> draw;
};

[[nodiscard]] std::vector<DrawnDefect> image_defects();
[[nodiscard]] std::vector<DrawnDefect> background_defects();
[[nodiscard]] std::vector<DrawnDefect> geometry_defects();
/// Eyes, mouth, hair over the face.
[[nodiscard]] std::vector<DrawnDefect> face_defects();
/// Glasses, hats, masks, jewellery, make-up.
[[nodiscard]] std::vector<DrawnDefect> worn_defects();
[[nodiscard]] std::vector<DrawnDefect> clothes_defects();
/// Retouching.
[[nodiscard]] std::vector<DrawnDefect> editing_defects();

/// All of them, in the order above.
[[nodiscard]] std::vector<DrawnDefect> drawn_defects();

}  // namespace photolint::test
