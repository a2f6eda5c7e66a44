// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/accuracy/drawn_study.h"
#include "tests/accuracy/subject.h"

// People as they are: looks that are no fault of a photo, drawn on good ones.

namespace photolint::test {

/// One look. A drawer gives an empty picture where the subject cannot have it (grey hair on a bald head).
struct Look {
  const char* name;
  bool keeps_wall;  ///< false: before a light grey wall, which no hue of a profile allows
  cv::Mat (*draw)(const Subject&);
};

[[nodiscard]] std::vector<Look> looks();

/// What a look changes.
struct LookResult {
  std::string name;
  int pictures = 0;
  /// Of rules that do not fail the undrawn picture: how many the look makes fail, or leaves undecided.
  std::map<std::string, Count> changed;
};
/// Of every look; rules of hue and contrast are left out where the look changes the wall.
[[nodiscard]] std::vector<LookResult> look_results(Checker& checker,
                                                   const std::vector<CheckedSubject>& subjects);

}  // namespace photolint::test
