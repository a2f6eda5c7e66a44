// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "photolint/decode/decode.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Shrinks and encodes the wanted pictures; nothing where none is wanted. A picture is never enlarged.
/// Throws std::runtime_error where the encoder fails, which it does for lack of memory alone.
[[nodiscard]] std::optional<ReportPictures> report_pictures(const DecodedImage& image, PictureWants wants);

}  // namespace photolint
