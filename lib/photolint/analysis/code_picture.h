// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>

#include "photolint/analysis/card_text.h"
#include "photolint/analysis/code_facts.h"
#include "photolint/core/error.h"

namespace photolint {

/// The picture of a student's capture code.
struct CodePicture {
  /// Why there is no picture to look at: photo_missing, photo_ambiguous, photo_shared, or an error of reading
  /// or decoding. Nothing where there is one.
  std::optional<Error> problem;
  CodeFacts codes;
  CardText text;            ///< looked for only where a code was read and rules ask for it
  bool shows_face = false;  ///< looked for only where no symbol was read
};

}  // namespace photolint
