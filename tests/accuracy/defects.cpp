// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/accuracy/defects.h"

namespace photolint::test {

std::vector<DrawnDefect> drawn_defects() {
  std::vector<DrawnDefect> all;
  for (const auto& family : {image_defects(), background_defects(), geometry_defects(), face_defects(),
                             worn_defects(), clothes_defects(), editing_defects()}) {
    all.insert(all.end(), family.begin(), family.end());
  }
  return all;
}

}  // namespace photolint::test
