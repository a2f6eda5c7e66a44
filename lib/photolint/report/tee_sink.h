// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <vector>

#include "photolint/report/sink.h"

namespace photolint {

/// Gives every call to each sink in turn. begin and item stop at the first failure, which ends the run; end
/// reaches every sink, tells those behind a failure that the run is not complete, and returns the first one.
[[nodiscard]] std::unique_ptr<Sink> make_tee_sink(std::vector<std::unique_ptr<Sink>> sinks);

}  // namespace photolint
