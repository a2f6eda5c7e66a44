// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "photolint/decode/decode.h"

/// Any bytes give a picture of the stated size or an error, and never more work than the limits allow.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  Limits limits;
  limits.max_pixels = 1'000'000;
  limits.max_edge = 4000;
  const int working_edge = size % 2 == 0 ? 0 : 64;
  const Result<DecodedImage> result = decode({data, size}, "photo.jpg", limits, working_edge);
  if (!result) return 0;
  const DecodedImage& image = result.value();
  const bool upright_size =
      image.scale < 1 || (image.bgr.width() == image.facts.width && image.bgr.height() == image.facts.height);
  if (image.bgr.empty() || image.bgr.channels() != 3 || !upright_size) std::abort();
  return 0;
}
