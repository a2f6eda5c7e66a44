// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace photolint {

/// One step through UTF-8 text.
struct CodePoint {
  char32_t value = 0;      ///< 0 when not valid
  std::size_t length = 1;  ///< bytes to step over; 1 when not valid
  bool valid = false;
};

/// The code point at the front of text, which must not be empty. Strict (RFC 3629): no overlong forms, no
/// surrogates, nothing above U+10FFFF.
[[nodiscard]] CodePoint first_code_point(std::string_view text);

/// Length in bytes of the longest valid beginning; the whole length when all of it is valid.
[[nodiscard]] std::size_t valid_utf8_prefix(std::string_view text);

[[nodiscard]] bool is_valid_utf8(std::string_view text);

/// The code point in UTF-8. A surrogate gives the three bytes that strict readers reject.
[[nodiscard]] std::string encode_utf8(char32_t code_point);

/// Bytes made fit for one line of valid UTF-8: control characters, line separators and direction overrides
/// become escapes (\n, \t, \r, \x1b, \u{202e}), invalid bytes \xff, a backslash \\, so that two different
/// names never look the same. Other text is unchanged.
[[nodiscard]] std::string display_text(std::string_view bytes);

/// Full-width ASCII (U+FF01..U+FF5E) and the ideographic space as their ASCII forms; the rest unchanged,
/// invalid bytes included. The part of NFKC that Chinese input methods make necessary.
[[nodiscard]] std::string fold_width(std::string_view text);

/// Without blanks (space, tab, no-break and ideographic space, line ends) at both ends.
[[nodiscard]] std::string_view trim_blanks(std::string_view text);

/// ASCII letters lower; other bytes unchanged in any locale.
[[nodiscard]] std::string lower_ascii(std::string_view text);

}  // namespace photolint
