// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/report/columns.h"

#include <algorithm>
#include <array>

#include "photolint/core/utf8.h"

namespace photolint {
namespace {

struct Range {
  char32_t first = 0;
  char32_t last = 0;
};

/// Combining marks, variation selectors and joiners (Unicode 15 Mn/Me/Cf of the scripts that names and file
/// names on Chinese systems use).
constexpr std::array kZeroWidth = {
    Range{0x0300, 0x036F},   Range{0x0483, 0x0489}, Range{0x0591, 0x05BD}, Range{0x0610, 0x061A},
    Range{0x064B, 0x065F},   Range{0x0E31, 0x0E31}, Range{0x0E34, 0x0E3A}, Range{0x0E47, 0x0E4E},
    Range{0x0F18, 0x0F19},   Range{0x0F71, 0x0F7E}, Range{0x1AB0, 0x1AFF}, Range{0x1DC0, 0x1DFF},
    Range{0x200B, 0x200F},   Range{0x20D0, 0x20FF}, Range{0x302A, 0x302D}, Range{0x3099, 0x309A},
    Range{0xFE00, 0xFE0F},   Range{0xFE20, 0xFE2F}, Range{0xFEFF, 0xFEFF}, Range{0x1F3FB, 0x1F3FF},
    Range{0xE0100, 0xE01EF},
};

/// East Asian Width W and F (Unicode 15), neighbouring blocks joined.
constexpr std::array kWide = {
    Range{0x1100, 0x115F},   Range{0x2E80, 0x303E},   Range{0x3041, 0x33FF},   Range{0x3400, 0x4DBF},
    Range{0x4E00, 0x9FFF},   Range{0xA000, 0xA4CF},   Range{0xA960, 0xA97F},   Range{0xAC00, 0xD7A3},
    Range{0xF900, 0xFAFF},   Range{0xFE30, 0xFE6F},   Range{0xFF01, 0xFF60},   Range{0xFFE0, 0xFFE6},
    Range{0x16FE0, 0x18DFF}, Range{0x1B000, 0x1B2FF}, Range{0x1F300, 0x1F64F}, Range{0x1F680, 0x1F6FF},
    Range{0x1F900, 0x1FAFF}, Range{0x20000, 0x3FFFD},
};

template <std::size_t N>
bool holds(const std::array<Range, N>& ranges, char32_t c) {
  const auto after = std::upper_bound(ranges.begin(), ranges.end(), c,
                                      [](char32_t value, const Range& range) { return value < range.first; });
  return after != ranges.begin() && c <= std::prev(after)->last;
}

std::size_t width_of(char32_t c) {
  if (c < 0x300) return 1;
  if (holds(kZeroWidth, c)) return 0;
  return holds(kWide, c) ? 2 : 1;
}

std::string blanks_for(std::string_view text, std::size_t columns) {
  const std::size_t width = display_width(text);
  return std::string(columns > width ? columns - width : 0, ' ');
}

}  // namespace

std::size_t display_width(std::string_view text) {
  std::size_t width = 0;
  while (!text.empty()) {
    const CodePoint c = first_code_point(text);
    width += c.valid ? width_of(c.value) : 1;
    text.remove_prefix(c.length);
  }
  return width;
}

std::string pad_right(std::string_view text, std::size_t columns) {
  return std::string(text) + blanks_for(text, columns);
}

std::string pad_left(std::string_view text, std::size_t columns) {
  return blanks_for(text, columns) + std::string(text);
}

}  // namespace photolint
