// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace photolint {

/// The code points of a text; an invalid byte gives U+FFFD.
[[nodiscard]] std::u32string code_points_of(std::string_view text);

/// One form for all that stand for the same character: simplified for traditional and variant forms of
/// characters that names use, and the unified form of compatibility ideographs.
[[nodiscard]] char32_t usual_form(char32_t code_point);

/// Code points to which every system may give another character (general category Co).
[[nodiscard]] bool is_private_use(char32_t code_point);

/// What systems write for a character that they cannot keep or do not show: ? * and replacement signs.
[[nodiscard]] bool is_lost_mark(char32_t code_point);

/// The dots that stand between the parts of a name: U+00B7, its look-alikes and full stops.
[[nodiscard]] bool is_middle_dot(char32_t code_point);

/// Spaces of every width, tabs, line ends, zero-width characters.
[[nodiscard]] bool is_blank_character(char32_t code_point);

/// True for an ideograph outside GB 2312-80, which systems of the first generation cannot write.
[[nodiscard]] bool is_rare(char32_t code_point);

}  // namespace photolint
