// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "photolint/analysis/code_facts.h"
#include "photolint/image/image.h"

namespace photolint {

/// How the decoder turns grey into black and white.
enum class CodeThreshold {
  local,   ///< against the mean of the neighbourhood
  global,  ///< the valley of the histogram
  fixed,   ///< at 127: the picture is black and white already
};

/// How decode_codes() searches.
struct CodeSearch {
  CodeThreshold threshold = CodeThreshold::local;
  bool other_kinds = false;  ///< symbols other than QR, instead of QR
  bool pure = false;         ///< the picture is one straight symbol and its quiet zone, nothing else
  bool coarse_too = true;    ///< look again at a third of the size, where large symbols are found
};

/// What the decoder found: symbols that it read, and corners of those that it located only.
struct DecodedCodes {
  std::vector<CodeSymbol> symbols;  ///< corners in pixels of the picture given; attempt is not set
  std::vector<std::array<Point, 4>> located;
  bool crowded = false;  ///< not searched: more finder patterns than the decoder can try in bounded time
};

/// Runs the decoder (ZXing) once on an 8-bit grey picture. May throw std::exception: the decoder's, or
/// bad_alloc.
[[nodiscard]] DecodedCodes decode_codes(ImageView grey, const CodeSearch& search);

/// Modules a side (21, 25 .. 177) of the QR version that holds so many bytes of data at the level 'L', 'M',
/// 'Q' or 'H' (ISO/IEC 18004, table 7); 0 when there is none.
[[nodiscard]] int modules_of_capacity(int data_codewords, char level);

}  // namespace photolint
