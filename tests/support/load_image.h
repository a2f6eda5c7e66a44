// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "photolint/decode/decode.h"

namespace photolint::test {

/// A picture file read by OpenCV, full size, as the decoder would hand it over (facts: size only). Throws
/// std::runtime_error when it cannot be read.
[[nodiscard]] DecodedImage load_image(const std::string& path);

/// One channel of 8 bits as stored, for class masks.
[[nodiscard]] ImageBuffer load_mask(const std::string& path);

/// Names of the regular files of a folder that end with suffix, sorted; empty when there is no such folder.
[[nodiscard]] std::vector<std::string> files_in(const std::string& folder, const std::string& suffix);

}  // namespace photolint::test
