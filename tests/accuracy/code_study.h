// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "photolint/analysis/card_match.h"
#include "photolint/analysis/code_facts.h"
#include "tests/support/code_cards.h"

namespace photolint::test {

/// What the readers made of one drawn picture. A picture counts as read when exactly its codes were found,
/// and one without a code when nothing was.
struct CodeReading {
  CardKind kind{};
  std::uint32_t seed = 0;
  double asked_pixels = 0;  ///< pixels a module asked of the painter
  double pixels = 0;        ///< true pixels a module of the first code; 0 without a code
  int modules = 0;          ///< true modules a side of the first code
  bool photolint = false;
  bool decoder_alone = false;  ///< ZXing with its own defaults on the full-size picture
  bool opencv_alone = false;   ///< OpenCV's WeChat reader without its networks, full size; its other one has
                               ///< no decoder in Debian
  double milliseconds = 0;     ///< photolint's, of one core
  CodeFacts facts;
};

/// Which readers run.
enum class Readers { photolint_only, all };

[[nodiscard]] CodeReading read_card(const CardPainter& painter, CardKind kind, std::uint32_t seed,
                                    double pixels_per_module, Readers readers);

/// How well size and place of the codes that were read agree with the truth.
struct PlaceError {
  double corner_modules = 0;  ///< largest distance of a corner, in modules
  int modules = 0;            ///< difference of modules a side
};
[[nodiscard]] PlaceError place_error(const CodeSymbol& symbol, const CodeTruth& truth);

/// The rows of a card that are compared.
enum class CardRow { name, id_last4, school, level };
inline constexpr int kCardRowCount = 4;

/// One row of one drawn card against one row of a drawn roster.
struct RowCheck {
  bool mismatch = false;  ///< the roster's value is really another one
  CardMatch match = CardMatch::cannot_tell;
};

/// A drawn card against its roster row; every second seed has a real mismatch in its name, number or school.
struct TextCheck {
  CardKind kind{};
  std::uint32_t seed = 0;
  RowCheck rows[kCardRowCount];
  double milliseconds = 0;  ///< of reading the text, one core
};

[[nodiscard]] TextCheck check_text(const CardPainter& painter, CardTextReader& reader, CardKind kind,
                                   std::uint32_t seed);

}  // namespace photolint::test
