// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string_view>

#include "photolint/analysis/card_text.h"

namespace photolint {

/// What comparing a card with a roster says. A difference accuses a student of having sent somebody else's
/// code: it is reported only where the characters that differ were read surely and do not look alike.
enum class CardMatch {
  fits,
  differs,
  cannot_tell,  ///< not read, not read surely, or characters that readers and registrars mix up
};

/// A character below this confidence accuses nobody. Wrongly read characters of the drawn cards reach 0.96 in
/// one reading; the reader lowers what two readings do not agree on.
inline constexpr double kSureCharacter = 0.95;

/// A masked name (张*三, 张*) against the whole one. Only what the mask shows counts: the first and the last
/// character. Blanks and the dots of minority names do not count; Latin names are never said to differ.
[[nodiscard]] CardMatch match_name(const CardField& masked, std::string_view name);

/// The last four characters against a whole document number; a lower-case x counts as X.
[[nodiscard]] CardMatch match_id_tail(const CardField& last4, std::string_view id_number);

/// Schools without blanks, brackets and full-width forms. A school that begins with the other one (a branch,
/// a faculty) is not said to differ.
[[nodiscard]] CardMatch match_school(const CardField& school, std::string_view expected);

/// Levels by meaning: 专科, 高职, 大专 and 专科(高职) are one; 专升本 is not said to differ from 本科.
[[nodiscard]] CardMatch match_level(const CardField& level, std::string_view expected);

}  // namespace photolint
