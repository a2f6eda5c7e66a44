// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>
#include <vector>

#include "photolint/rule/verdict.h"
#include "tests/support/facts_builder.h"

// Rows of a roster made by hand, and the rules that look at them.

namespace photolint::test {

using Fields = std::vector<Field>;

/// An item from line 2 of a roster, without a photo.
[[nodiscard]] WorkItem row_item(Fields fields, std::optional<Error> problem = std::nullopt);

/// Runs a rule of the row as the program does where the photo cannot be looked at: any access to it would be
/// a crash.
[[nodiscard]] Outcome run_row(std::string_view code, const WorkItem& item,
                              std::initializer_list<Override> overrides = {});

/// The same without a roster.
[[nodiscard]] Outcome run_without_roster(std::string_view code,
                                         std::initializer_list<Override> overrides = {});

/// What a batch rule says to each verdict of a sequence.
[[nodiscard]] std::vector<Outcome> run_batch(std::string_view code, const std::vector<Verdict>& verdicts,
                                             std::initializer_list<Override> overrides = {});

/// A verdict on an item of the roster at the line (0: without a roster).
[[nodiscard]] Verdict verdict_on(int line, Fields fields, std::string_view path = "a.jpg");

}  // namespace photolint::test
