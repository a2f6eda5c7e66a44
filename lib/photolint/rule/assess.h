// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "photolint/analysis/code_picture.h"
#include "photolint/analysis/fact.h"
#include "photolint/analysis/facts.h"
#include "photolint/image/geometry.h"
#include "photolint/rule/outcome.h"

// What many rules do in the same way.

namespace photolint {

/// The answer of a rule whose fact is missing: cannot_assess with a shared message, and the reason of a
/// failed fact as argument "reason". Nothing where the fact is present. A fact that was never requested also
/// gives nothing, so that reading it throws and the fault is seen.
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<FaceFacts>& fact);
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<ParsingFacts>& fact);
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<BackgroundFacts>& fact);
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<HeadFacts>& fact);
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<GlassesFacts>& fact);
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<EyeFacts>& fact);
/// Where no code was asked for the rule does not apply: "no-code".
[[nodiscard]] std::optional<Outcome> unavailable(const Fact<CodePicture>& fact);

/// judge() for one measurement, with a message for each side of its band.
[[nodiscard]] Outcome judge_band(const Measurement& measurement, std::string_view below_message,
                                 std::string_view above_message);

/// A length of the photo, as if its edge (width or height, both in pixels) were frame pixels long: the
/// documents state their bands for one picture size. Not a number for an edge of 0.
[[nodiscard]] double scaled(double length, std::int64_t frame, int edge);

/// The head with hair, from its top to the chin.
[[nodiscard]] Rect head_box(const HeadFacts& head);

/// A strip over both eyes, half an eye distance high.
[[nodiscard]] Rect eye_box(const HeadFacts& head);

}  // namespace photolint
