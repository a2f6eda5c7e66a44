// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "photolint/core/error.h"
#include "photolint/core/text.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// Names of the {placeholders} of a text, in order of appearance, repeats included.
[[nodiscard]] std::vector<std::string_view> placeholders(std::string_view text);

/// text with {name} replaced by the arg of that name; a placeholder without an arg stays as it is.
[[nodiscard]] std::string substitute(std::string_view text, std::span<const Arg> args);

/// Shortest fixed notation of a limit, up to 7 decimals, '.' as the point.
[[nodiscard]] std::string format_limit(double limit);

/// A number for people. A share becomes percent ("43.2%"), bytes become KB or MB where that is exact and
/// otherwise carry both ("20479 B ≈ 20.0 KB"); other units stand behind the number.
[[nodiscard]] std::string quantity(double value, std::string_view unit, int decimals, Language language);

/// As quantity, for a limit: as many decimals as the limit itself has, so that a fine limit is not rounded
/// into agreement with a value that it rejects.
[[nodiscard]] std::string limit_quantity(double limit, std::string_view unit, Language language);

/// The words for a measurement's name; an unknown name with blanks for '_'.
[[nodiscard]] std::string measurement_name(std::string_view name, Language language);

/// "allowed 50 px to 110 px". The measurement must have a limit.
[[nodiscard]] std::string limits_text(const Measurement& measurement, Language language);

/// "head top 30 px (allowed 50 px to 110 px, 20 px too little)".
[[nodiscard]] std::string describe(const Measurement& measurement, Language language);

/// All measurements of an outcome on one line; empty when there are none.
[[nodiscard]] std::string describe_measured(const Outcome& outcome, Language language);

/// The args that a rule's message may use: {name}, {name.min}, {name.max}, {name.excess} of each measurement,
/// then the outcome's own args. Numbers are bare, because the sentence names the unit; shares alone are
/// percent with their sign. The excess has no sign.
[[nodiscard]] std::vector<Arg> message_args(const Outcome& outcome);

/// What the rule says about this photo, one line, fit for display; the result's word where the rule says
/// nothing.
[[nodiscard]] std::string finding_message(const Finding& finding, Language language);

/// "GEO002 head-top-margin: the head top is 30 px ...".
[[nodiscard]] std::string describe(const Finding& finding, Language language);

/// One line, fit for display: "roster.csv:12:3: the row has 5 cells ...". Unmasked: a console does not store
/// it, sinks mask it.
[[nodiscard]] std::string describe(const Error& error, Language language);

}  // namespace photolint
