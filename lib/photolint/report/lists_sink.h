// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include "photolint/report/options.h"
#include "photolint/report/output.h"
#include "photolint/report/sink.h"

namespace photolint {

/// The files of the lists report. Every item stands in exactly one of them.
enum class ListFile { accepted, review, rejected, unreadable, missing, orphans, unlisted };
inline constexpr int kListFileCount = 7;

/// "accepted.txt" ...
[[nodiscard]] std::string_view to_string(ListFile file);

/// One list a verdict, for scripts: shown paths as they are, never masked (docs/decisions), one a line, or
/// each ended by NUL. Missing students have their id instead. A name that would not be one entry is left out
/// of its list and stands, escaped and behind its status, in unlisted.txt.
[[nodiscard]] std::unique_ptr<Sink> make_lists_sink(
    std::array<std::unique_ptr<Output>, kListFileCount> outputs, const ReportOptions& options);

/// One list a ReconcileState, "ready.txt" ..., and unlisted.txt at the end.
inline constexpr int kStateListCount = kReconcileStateCount + 1;

/// position: from 0.
[[nodiscard]] std::string state_list_name(int position);

/// The lists of `reconcile`: the id of every item, unmasked as above; photos of nobody have their path.
[[nodiscard]] std::unique_ptr<Sink> make_state_lists_sink(
    std::array<std::unique_ptr<Output>, kStateListCount> outputs, const ReportOptions& options);

}  // namespace photolint
