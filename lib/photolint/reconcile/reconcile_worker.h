// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "photolint/pipeline/pipeline.h"

namespace photolint {

/// Workers for the items of reconcile_source(): they check the photos with workers made by photos, and turn
/// the state of each item into its verdict. photos may be empty: then no item may have a path.
[[nodiscard]] WorkerFactory reconcile_workers(const WorkerFactory& photos);

}  // namespace photolint
