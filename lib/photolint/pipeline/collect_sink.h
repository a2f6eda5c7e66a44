// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "photolint/report/options.h"
#include "photolint/report/sink.h"
#include "photolint/roster/file_name_template.h"

namespace photolint {

/// How accepted photos are collected.
struct CollectOptions {
  std::string folder;
  std::optional<FileNameTemplate> name;    ///< none: each photo keeps its own file name
  bool link = false;                       ///< hard links instead of copies
  std::function<void(const Error&)> tell;  ///< hears of every photo that was not collected
};

/// The template of the rule file-name, where the rules have one that can be used.
[[nodiscard]] std::optional<FileNameTemplate> template_of(const std::vector<BoundRule>& rules);

/// Copies every accepted photo into the folder, which must be new or empty: a photo of an earlier run would
/// be taken for accepted. A photo that cannot be collected (another one has its name, it has changed since it
/// was checked, its row does not make a name) is told and left out, the others are collected, and end()
/// fails. Errors: usage, output_failed.
[[nodiscard]] Result<std::unique_ptr<Sink>> open_collection(CollectOptions options,
                                                            const ReportOptions& report);

}  // namespace photolint
