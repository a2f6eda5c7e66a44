// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/image/image.h"

namespace photolint {

/// Traces that enlarging leaves in the pixels: interpolation treats pixels between the old ones in another
/// way than those on them, so that the third differences of rows and columns come and go with the factor.
struct ResamplingTrace {
  /// Largest peak of the spectrum of that coming and going, by its median, that rows and columns share at one
  /// frequency; frequencies of JPEG's blocks of 8 are left out.
  double peak = 0;
  /// Peak at every second pixel, by the larger one of those at 1 / 8 and 3 / 8; JPEG alone has less there. 0
  /// where the peak is no larger than chance makes it.
  double every_second = 0;
};

/// Both 0 for a picture of fewer than 64 pixels either way.
[[nodiscard]] ResamplingTrace resampling_trace(ImageView grey);

}  // namespace photolint
