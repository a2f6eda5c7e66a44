// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/analysis/code_facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// Longer side at which the first attempts look, pixels: a phone's screenshot or saved card as it is.
inline constexpr int kCodeWorkingEdge = 1600;

/// Below this many pixels a module a symbol that was not read counts as too small. The capture-code pages ask
/// for the saved card itself, which has about 10; see docs/codes-accuracy.md for what is read at how many.
inline constexpr double kMinPixelsPerModule = 2.0;

/// Looks for QR codes and other symbols in an 8-bit grey or BGR picture, full size, any orientation. Attempts
/// are made in the order of CodeAttempt, and the first one that reads anything ends the search. The work is
/// bounded by the number of pixels, so that a hostile picture costs no more than a photo without a code.
/// Never throws; a library that fails gives CodeMissReason::engine_failed. Safe to call from several threads.
[[nodiscard]] CodeFacts read_codes(ImageView picture) noexcept;

}  // namespace photolint
