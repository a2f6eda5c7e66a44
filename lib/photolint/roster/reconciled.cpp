// SPDX-License-Identifier: GPL-3.0-or-later
#include "photolint/roster/reconciled.h"

#include <array>

namespace photolint {
namespace {

// In the order of the enumerations.
constexpr std::array<std::string_view, kReconcileStateCount> kStates = {
    "ready",         "ready-doubtful",    "linked",    "not-delivered",
    "field-differs", "unknown-to-school", "ambiguous", "unreadable"};
constexpr std::array<std::string_view, kJoinStepCount> kSteps = {"none", "id-number", "student-no",
                                                                 "name-and-birth-date"};
constexpr std::array<std::string_view, kDifferenceKindCount> kKinds = {
    "transposition",  "one-digit",      "old-and-new-form", "letter-case",  "variant-character",
    "rare-character", "lost-character", "private-use",      "blank-inside", "full-width",
    "middle-dot",     "date-form",      "sex-code",         "no-value",     "different"};

}  // namespace

std::string_view to_string(ReconcileState state) {
  return kStates.at(static_cast<std::size_t>(state));
}

std::string_view to_string(JoinStep step) {
  return kSteps.at(static_cast<std::size_t>(step));
}

std::string_view to_string(DifferenceKind kind) {
  return kKinds.at(static_cast<std::size_t>(kind));
}

}  // namespace photolint
