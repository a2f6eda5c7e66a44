// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/roster/work_item.h"
#include "photolint/rule/verdict.h"

namespace photolint {

/// The verdict's parts that come from the item; status internal_error until somebody knows better.
[[nodiscard]] Verdict verdict_for(const WorkItem& item);

/// The verdict of an item that cannot be checked: missing for photo_missing and photo_ambiguous, unclaimed
/// for photo_unclaimed, internal_error for internal, model and engine errors, else unreadable.
[[nodiscard]] Verdict failed_verdict(const WorkItem& item, Error error);

}  // namespace photolint
