// SPDX-License-Identifier: GPL-3.0-or-later
#include <cstdlib>

#include "photolint/analysis/code_reader.h"
#include "photolint/analysis/process_setup.h"

/// Any pixels give symbols with a hash and a place, or a miss. The first two bytes are the width, the number
/// of channels and how often each byte is repeated; the rest is pixels.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace photolint;
  static const bool ready = (set_up_process(), true);
  if (!ready || size < 3) return 0;
  const int channels = data[1] % 2 == 0 ? 1 : 3;
  const int zoom = 1 + data[1] / 2 % 4;
  const int columns = 1 + data[0];
  const int rows = static_cast<int>((size - 2) / static_cast<std::size_t>(columns));
  if (rows == 0 || rows > 400) return 0;
  ImageBuffer picture(columns * zoom, rows * zoom, channels);
  for (int y = 0; y < picture.height(); ++y) {
    for (int x = 0; x < picture.width() * channels; ++x)
      picture.row(y)[x] = data[2 + y / zoom * columns + x / channels / zoom];
  }
  const CodeFacts facts = read_codes(picture.view());
  if (facts.symbols.empty() != facts.miss.has_value()) std::abort();
  for (const CodeSymbol& symbol : facts.symbols) {
    if (symbol.sha256.size() != 64 || symbol.payload_bytes <= 0) std::abort();
  }
  return 0;
}
