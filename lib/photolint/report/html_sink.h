// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

#include "photolint/report/atomic_folder.h"
#include "photolint/report/options.h"
#include "photolint/report/sink.h"

namespace photolint {

/// A folder whose index.html opens in a browser from disk, in both languages: the page, its data in parts of
/// bounded size, and the photos of Verdict::pictures. A run that is not complete leaves the partial folder,
/// with a page that says so.
[[nodiscard]] std::unique_ptr<Sink> make_html_sink(std::unique_ptr<AtomicFolder> folder,
                                                   const ReportOptions& options);

}  // namespace photolint
